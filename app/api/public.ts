/** What anybody may read without an account: how often, and under which headers. */

import { AppError } from '@/lib/errors';

const perMinute = 300;
const mostAddresses = 20_000;
const turns = new Map<string, { count: number; until: number }>();

/**
 * Counts a request against its address: 300 a minute, in this process. Throws `too_many` beyond. The front has put the client's
 * own address where it is read here.
 */
export function takeTurn(headers: Headers, now: number = Date.now()): void {
  const address = headers.get('x-forwarded-for') ?? '';
  const turn = turns.get(address);
  if (turn === undefined || turn.until <= now) {
    if (turns.size >= mostAddresses)
      for (const [key, { until }] of turns) if (until <= now) turns.delete(key);
    // Still that many within one minute: nobody's count is kept, rather than everybody's memory.
    if (turns.size >= mostAddresses) turns.clear();
    turns.set(address, { count: 1, until: now + 60_000 });
    return;
  }
  turn.count += 1;
  if (turn.count > perMinute) {
    throw new AppError('too_many', `More than ${perMinute} requests a minute came from your address.`, {
      hint: `Wait ${Math.ceil((turn.until - now) / 1_000)} seconds.`,
    });
  }
}

/** Public data: other sites may read it, and it may be kept for a minute. */
export const publicHeaders = {
  'Cache-Control': 'public, max-age=60',
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'X-Content-Type-Options': 'nosniff',
};
