import { indexSize, readSlug, relatedTools, serverOf, siblings, toolOf } from '@/lib/registry';
import { markdownAnswer, nothingHere, originHere } from '../../../../head';
import { toolPolicy } from '../../../starter';
import { toolMarkdown } from '../../../tool-markdown';

/** Told anew each time: a build knows neither the index nor the settings. */
export const dynamic = 'force-dynamic';

type Context = { params: Promise<{ server: string; tool: string }> };

/** Asked for as `/catalogue/<server>/<tool>.md`: next.config.js leads here. */
export async function GET(_request: Request, { params }: Context) {
  const segments = await params;
  const [ofServer, name] = [readSlug(segments.server), readSlug(segments.tool)];
  if (ofServer === null || name === null) return nothingHere();
  const [server, tool] = await Promise.all([serverOf(ofServer), toolOf(ofServer, name)]);
  if (!server || !tool) return nothingHere();
  const [size, beside, related, origin] = await Promise.all([
    indexSize(),
    siblings(ofServer, name),
    relatedTools(ofServer, name),
    originHere(),
  ]);
  const policy = toolPolicy(tool);
  return markdownAnswer(
    toolMarkdown({ tool, server, size, beside, related, policy, gateway: `${origin}/mcp/` }),
  );
}
