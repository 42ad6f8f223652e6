import { readSlug } from '@/lib/registry';
import { starterPolicy } from '../../../catalogue/starter';
import { nothingHere, policyFile } from '../../../head';

/** Told anew each time: a build knows neither the index nor the settings. */
export const dynamic = 'force-dynamic';

/** The starter policy of a server. Not below its page: a tool may have any name. */
export async function GET(_request: Request, { params }: { params: Promise<{ server: string }> }) {
  const name = readSlug((await params).server);
  const policy = name === null ? null : await starterPolicy(name);
  return policy === null ? nothingHere() : policyFile(policy);
}
