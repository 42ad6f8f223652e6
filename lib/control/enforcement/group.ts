/**
 * Group commit: one statement in flight, and everybody who waits goes with the next. No timer: alone, a call waits for
 * nobody but those of the same turn.
 */

type Waiting<T, R> = { item: T; resolve: (result: R) => void; reject: (error: unknown) => void };

/** `run` answers one result for each item, in their order. At most `most` items go together. */
export function grouped<T, R>(
  run: (items: readonly T[]) => Promise<readonly R[]>,
  most: number,
): (item: T) => Promise<R> {
  const waiting: Waiting<T, R>[] = [];
  let running = false;

  async function work(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      // Whatever came in this turn of the event loop, over whichever connection, goes together.
      await new Promise(setImmediate);
      await settle(waiting.splice(0, most));
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
      if (!running) void work();
    });
}

/** True where the database answered that it did nothing: SQLSTATE of data, constraints, transactions that met. */
export function wasRolledBack(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return typeof error.code === 'string' && /^(22|23|40|P0)\w{3}$/.test(error.code);
}
