/** When a server is asked again what it offers. Pure: the clock and chance are arguments. */

export const lookEveries = ['off', 'hourly', 'daily'] as const;
export type LookEvery = (typeof lookEveries)[number];

const hourMs = 3_600_000;
const intervals: Record<Exclude<LookEvery, 'off'>, number> = { hourly: hourMs, daily: 24 * hourMs };
/** After the first failure; doubled with each further one, up to the interval itself. */
const firstBackOffMs = 5 * 60_000;
/** Of an interval, to both sides: servers that were registered together are not asked together for ever. */
const jitter = 0.1;

/** A word that nobody knows is the usual setting. */
export function readLookEvery(text: string): LookEvery {
  return lookEveries.find((every) => every === text) ?? 'daily';
}

/** `failures`: since the last answer. `chance`: from 0 up to 1. Null where it is not to be asked. */
export function nextLook(every: LookEvery, failures: number, nowMs: number, chance: number): Date | null {
  if (every === 'off') return null;
  const interval = intervals[every];
  const pause = failures === 0 ? interval : Math.min(interval, firstBackOffMs * 2 ** (failures - 1));
  return new Date(nowMs + Math.round(pause * (1 - jitter + 2 * jitter * chance)));
}
