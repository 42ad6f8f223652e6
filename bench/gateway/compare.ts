/**
 * CPU of a call in the proxy's process, at 64 connections. What is compared takes turns with the first variant, a
 * thousand calls each: whatever else the machine does meets both alike, and a burst spoils a few turns of many.
 */

import { median } from '../figures';
import type { Child } from './children';
import { type Client, flatOut } from './load';

export type Variant = {
  name: string;
  /** What answers, in one process or more; none where the server itself is called. */
  proxies: readonly Child[];
  clients: readonly Client[];
  /** Calls a turn. */
  calls: number;
};

export type Compared = {
  /** Microseconds a call, over all processes of the variant. */
  cpu: number;
  /** Median over the turns of what a call cost against the first variant, just before and just after. */
  ratio: number;
  perSecond: number;
};

/** By the variant's name. */
export type Comparison = ReadonlyMap<string, Compared>;

type Turn = { cpu: number; perSecond: number };

/** The first of `variants` is what the others are compared with. */
export async function compare(variants: readonly Variant[], turns: number): Promise<Comparison> {
  const [first, ...others] = variants as [Variant, ...Variant[]];
  console.error(`Comparing: ${variants.map(({ name }) => name).join(', ')}`);
  const firsts: Turn[] = [];
  const taken = new Map(others.map(({ name }) => [name, [] as (Turn & { ratio: number })[]]));
  for (let turn = 0; turn < turns; turn += 1) {
    let before = await take(first);
    firsts.push(before);
    for (const other of others) {
      const own = await take(other);
      const after = await take(first);
      firsts.push(after);
      taken.get(other.name)?.push({ ...own, ratio: (2 * own.cpu) / (before.cpu + after.cpu) });
      before = after;
    }
  }
  const compared = new Map([[first.name, summed(firsts, 1)]]);
  for (const [name, all] of taken) compared.set(name, summed(all, median(all.map(({ ratio }) => ratio))));
  return compared;
}

async function take({ name, proxies, clients, calls }: Variant): Promise<Turn> {
  const before = await cpuOf(proxies);
  const perSecond = await flatOut(clients, calls).catch(failed(name));
  return { cpu: ((await cpuOf(proxies)) - before) / calls, perSecond };
}

function summed(all: readonly Turn[], ratio: number): Compared {
  return {
    cpu: median(all.map(({ cpu }) => cpu)),
    ratio,
    perSecond: median(all.map(({ perSecond }) => perSecond)),
  };
}

function failed(name: string): (cause: Error) => never {
  return (cause) => {
    throw new Error(`${name}: ${cause.message}`, { cause });
  };
}

async function cpuOf(proxies: readonly Child[]): Promise<number> {
  let sum = 0;
  for (const proxy of proxies) sum += await proxy.cpu();
  return sum;
}
