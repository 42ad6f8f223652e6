import { readSlug, toolOf } from '@/lib/registry';
import { nothingHere, policyFile } from '../../../../head';
import { toolPolicy } from '../../../starter';

/** Told anew each time: a build knows neither the index nor the settings. */
export const dynamic = 'force-dynamic';

type Context = { params: Promise<{ server: string; tool: string }> };

export async function GET(_request: Request, { params }: Context) {
  const { server, tool } = await params;
  const [ofServer, name] = [readSlug(server), readSlug(tool)];
  const found = ofServer === null || name === null ? null : await toolOf(ofServer, name);
  const policy = found && toolPolicy(found);
  return policy ? policyFile(policy) : nothingHere();
}
