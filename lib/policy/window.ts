/** Fixed windows, aligned to the Unix epoch in UTC. */

import type { Window } from './language';

const seconds = { second: 1, minute: 60, hour: 3_600, day: 86_400 } as const;
const named = Object.keys(seconds) as (keyof typeof seconds)[];

/** One name for each length: 60 is "minute". A month is no number of seconds. */
export function windowName(window: Window): Window {
  return named.find((name) => seconds[name] === window) ?? window;
}

/** Seconds of a window; a month counts as its longest. */
export function windowSeconds(window: Window): number {
  if (typeof window === 'number') return window;
  return window === 'month' ? 31 * 86_400 : seconds[window];
}

/** The window that a time falls into, in milliseconds since the epoch; `endMs` is exclusive. */
export function windowAt(window: Window, nowMs: number): { startMs: number; endMs: number } {
  if (!Number.isFinite(nowMs)) throw new RangeError('The time is out of range.');
  if (window === 'month') {
    const now = new Date(nowMs);
    const startMs = Date.UTC(now.getUTCFullYear(), now.getUTCMonth());
    const endMs = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1);
    if (Number.isNaN(startMs) || Number.isNaN(endMs)) throw new RangeError('The time is out of range.');
    return { startMs, endMs };
  }
  const length = windowSeconds(window) * 1_000;
  const startMs = Math.floor(nowMs / length) * length;
  return { startMs, endMs: startMs + length };
}

/** Whole seconds until a window ends, rounded up. */
export function secondsUntil(endMs: number, nowMs: number): number {
  return Math.max(0, Math.ceil((endMs - nowMs) / 1_000));
}
