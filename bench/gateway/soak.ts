/** Half load for as long as wanted: what the process keeps must not grow. */

import { atMost, type Figure, told } from '../figures';
import type { Child } from './children';
import { type Client, paced } from './load';

/** `90s`, `10m`. */
export function secondsOf(text: string): number {
  const match = /^(\d+)([sm])$/.exec(text);
  if (match === null) throw new Error('--soak takes a time such as 90s or 10m.');
  return Number(match[1]) * (match[2] === 'm' ? 60 : 1);
}

/**
 * The first tenth of the time fills caches and pools; growth is counted from there, after a collection each time. Each
 * part's memory is told as it comes.
 */
export async function soak(
  name: string,
  proxy: Child,
  clients: readonly Client[],
  perSecond: number,
  seconds: number,
): Promise<Figure[]> {
  const resident: number[] = [];
  const heap: number[] = [];
  for (let part = 0; part < 10; part += 1) {
    await paced(clients, perSecond, seconds / 10);
    const { rss, heapUsed } = await proxy.memory(true);
    resident.push(rss);
    heap.push(heapUsed);
    console.error(
      `${name}: soak, part ${part + 1} of 10: ${inMiB(rss)} resident, ${inMiB(heapUsed)} of heap`,
    );
  }
  const growth = (values: readonly number[]) => ((values.at(-1) ?? 0) / (values[0] ?? 1) - 1) * 100;
  return [
    told(`${name}: soak at ${Math.round(perSecond)} calls a second for`, seconds, ' s'),
    told(`${name}: resident memory at its end`, (resident.at(-1) ?? 0) / 1024 / 1024, ' MiB'),
    told(`${name}: heap at its end`, (heap.at(-1) ?? 0) / 1024 / 1024, ' MiB'),
    atMost(`${name}: growth of the heap`, growth(heap), ' %', 10),
    atMost(`${name}: growth of resident memory`, growth(resident), ' %', 10),
  ];
}

function inMiB(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}
