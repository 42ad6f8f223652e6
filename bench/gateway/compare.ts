/** CPU of a call in the proxy's process, at 64 connections, all variants taking turns: the machine is shared by all alike. */

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
  /** Median over the turns of what a call cost against the first variant in the same turn. */
  ratio: number;
  perSecond: number;
};

/** Turns of calls that each process gets before anything is measured: by then its hot paths are compiled. */
const warming = 8;

/** The first of `variants` is what the others are compared with. */
export async function compare(
  variants: readonly Variant[],
  turns: number,
): Promise<ReadonlyMap<string, Compared>> {
  const cpu = new Map(variants.map(({ name }): [string, number[]] => [name, []]));
  const perSecond = new Map(variants.map(({ name }): [string, number[]] => [name, []]));
  for (const { name, proxies, clients, calls } of variants)
    await flatOut(clients, calls * warming * proxies.length).catch(failed(name));
  for (let turn = 0; turn < turns; turn += 1) {
    for (const { name, proxies, clients, calls } of variants) {
      const before = await cpuOf(proxies);
      const speed = await flatOut(clients, calls).catch(failed(name));
      const used = (await cpuOf(proxies)) - before;
      cpu.get(name)?.push(used / calls);
      perSecond.get(name)?.push(speed);
    }
  }
  const first = cpu.get(variants[0]?.name ?? '') ?? [];
  return new Map(
    variants.map(({ name }) => {
      const own = cpu.get(name) ?? [];
      const ratio = median(own.map((value, turn) => value / (first[turn] ?? Number.NaN)));
      return [name, { cpu: median(own), ratio, perSecond: median(perSecond.get(name) ?? []) }];
    }),
  );
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
