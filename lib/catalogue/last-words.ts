import type { DiscoveryFailure, UpstreamTarget } from '@/lib/upstream';

const most = 400;
/** Anything shorter would be found in words that are no secret. */
const shortestSecret = 4;

/**
 * What to do about a failure, with the last lines that a program wrote before it ended: they are often the only cause
 * that anybody tells. INVARIANT: what it was given as a secret does not come back in them.
 */
export function hintOf(failure: DiscoveryFailure, target: UpstreamTarget): string {
  const lines = (failure.stderr ?? '').split('\n').map((line) => line.trim());
  const said = lines.filter(Boolean).slice(-3).join(' / ');
  if (said === '') return failure.hint;
  let words = said;
  for (const secret of secretsOf(target)) words = words.replaceAll(secret, '•••');
  const shown = words.length > most ? `…${words.slice(-most)}` : words;
  return `${failure.hint} Its last words: ${shown}`;
}

/** The longest first: one may stand inside another. */
function secretsOf(target: UpstreamTarget): string[] {
  const values = Object.values((target.type === 'stdio' ? target.env : target.headers) ?? {});
  return values.filter((value) => value.length >= shortestSecret).sort((a, b) => b.length - a.length);
}
