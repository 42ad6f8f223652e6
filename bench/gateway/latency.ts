/** What a proxy adds to the time of a call at half load. */

import { atMost, type Figure, median, told } from '../figures';
import type { Variant } from './compare';
import { type Client, paced } from './load';

/** Each way is asked for half a second at a time, in turns. */
const sliceSeconds = 0.5;
const turns = 30;

const percentiles = [
  ['p50', 0.5],
  ['p99', 0.99],
] as const;

/**
 * Direct calls, the floor's and those of `of` at the same rate. Of each turn the percentiles are taken, and of those the
 * median over all turns: what holds the whole machine up for a moment spoils the turn that it falls into.
 */
export async function halfLoad(
  direct: readonly Client[],
  floor: Variant,
  { name, clients }: Variant,
  perSecond: number,
  most: number | null,
): Promise<Figure[]> {
  const ways = [direct, floor.clients, clients].map((from) => ({ from, slices: [] as number[][] }));
  for (let turn = 0; turn < turns; turn += 1)
    for (const { from, slices } of ways) slices.push(await paced(from, perSecond, sliceSeconds));
  const figures: Figure[] = [told(`half load of ${name}: calls a second`, perSecond, '')];
  for (const [percentile, part] of percentiles) {
    const [alone = 0, byFloor = 0, byThis = 0] = ways.map(({ slices }) =>
      median(slices.map((taken) => taken[Math.floor(taken.length * part)] ?? Number.NaN)),
    );
    figures.push(told(`half load: ${percentile} of a direct call`, alone, ' ms'));
    figures.push(told(`half load: ${percentile} that the floor adds`, byFloor - alone, ' ms'));
    figures.push(told(`half load: ${percentile} that ${name} adds`, byThis - alone, ' ms'));
    const times = (byThis - alone) / (byFloor - alone);
    if (most !== null)
      figures.push(atMost(`half load: ${percentile} added, against the floor`, times, '×', most));
  }
  return figures;
}
