import { readSlug, relatedServers, searchTools, serverOf } from '@/lib/registry';
import { starterPolicy } from '../../catalogue/starter';
import { markdownAnswer, nothingHere } from '../../head';
import { serverMarkdown } from '../server-markdown';

/** Told anew each time: a build knows neither the index nor the settings. */
export const dynamic = 'force-dynamic';

/** Asked for as `/catalogue/<server>.md`: next.config.js leads here. */
export async function GET(_request: Request, { params }: { params: Promise<{ server: string }> }) {
  const name = readSlug((await params).server);
  const server = name === null ? null : await serverOf(name);
  if (name === null || !server) return nothingHere();
  const [policy, tools, related] = await Promise.all([
    starterPolicy(name),
    searchTools({ serverKey: name, limit: 100 }),
    relatedServers(name),
  ]);
  return markdownAnswer(serverMarkdown({ server, policy, tools: tools.items, related }));
}
