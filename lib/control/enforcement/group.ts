/**
 * Group commit: one statement in flight, and everybody who waits goes with the next. Alone, a call waits for nobody but those
 * of the same turn. Behind a large group others are close: waiting a moment for them costs less than a statement for a few,
 * as with Postgres' own `commit_delay`.
 */

import { createPause } from './pause';

type Waiting<T, R> = { item: T; resolve: (result: R) => void; reject: (error: unknown) => void };

/** Milliseconds after which nobody of a group is close any more. */
const closeMs = 50;

export type Grouping = {
  /** Items that go together at most. */
  most: number;
  /** Behind a group of so many, the next one waits … */
  crowd: number;
  /** … until so many have come … */
  enough: number;
  /** … or so many milliseconds are over. */
  pauseMs: number;
};

/** `run` answers one result for each item, in their order. */
export function grouped<T, R>(
  run: (items: readonly T[]) => Promise<readonly R[]>,
  { most, crowd, enough, pauseMs }: Grouping,
): (item: T) => Promise<R> {
  const waiting: Waiting<T, R>[] = [];
  let running = false;
  const pause = createPause();
  let last = { size: 0, endedMs: 0 };

  async function work(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      // Whatever came in this turn of the event loop, over whichever connection, goes together.
      await new Promise(setImmediate);
      const isBehind = last.size >= crowd && performance.now() - last.endedMs < closeMs;
      if (isBehind && waiting.length < enough) await pause.wait(pauseMs);
      const group = waiting.splice(0, most);
      await settle(group);
      last = { size: group.length, endedMs: performance.now() };
    }
    running = false;
  }

  async function settle(group: readonly Waiting<T, R>[]): Promise<void> {
    try {
      const results = await run(group.map(({ item }) => item));
      for (const [index, one] of group.entries()) one.resolve(results[index] as R);
    } catch (error) {
      // The group was rolled back. One member that the database cannot take must not refuse the others.
      if (group.length > 1 && wasRolledBack(error)) for (const one of group) await settle([one]);
      else for (const one of group) one.reject(error);
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (waiting.length >= enough) pause.end();
      if (!running) void work();
    });
}

/** True where the database answered that it did nothing: SQLSTATE of data, constraints, transactions that met. */
export function wasRolledBack(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return typeof error.code === 'string' && /^(22|23|40|P0)\w{3}$/.test(error.code);
}
