/** Rows that nobody waits for: written in groups, tried again, and never lost without a line in the log. */

import { wasRolledBack } from './group';
import { createPause } from './pause';

export type Background<T> = {
  add(item: T): void;
  /** Resolves when all that was added is written, or was given up. */
  flushed(): Promise<void>;
};

export type BackgroundOptions = {
  /** Beyond it what is added is dropped, and the log says how many. */
  most: number;
  group: number;
  /** Of what is kept here, for the log. */
  what: string;
  log: (line: string, error?: unknown) => void;
  /** Milliseconds that the first one waits for others; 0 when left out, and then what happens in one turn goes together. */
  gatherMs?: number;
  /** Milliseconds between tries. */
  pauses?: readonly number[];
};

export function background<T>(
  write: (items: readonly T[]) => Promise<void>,
  { most, group, what, log, gatherMs = 0, pauses = [100, 500, 2_000, 5_000] }: BackgroundOptions,
): Background<T> {
  const waiting: T[] = [];
  let working: Promise<void> | null = null;
  let dropped = 0;
  const pause = createPause();

  /** Until a group is full, somebody waits for all of them, or the time is over. */
  async function gather(): Promise<void> {
    if (gatherMs === 0) return new Promise((resolve) => setImmediate(resolve));
    await pause.wait(gatherMs);
  }

  async function work(): Promise<void> {
    await gather();
    while (waiting.length > 0) {
      await writeAll(waiting.splice(0, group));
      if (dropped > 0) log(`${dropped} ${what} were dropped: the database did not take them in time.`);
      dropped = 0;
    }
  }

  async function writeAll(items: readonly T[]): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      try {
        return await write(items);
      } catch (error) {
        if (wasRolledBack(error) && items.length > 1) {
          for (const item of items) await writeAll([item]);
          return;
        }
        const pause = pauses[tries];
        if (pause === undefined) return log(`${items.length} ${what} could not be written.`, error);
        await new Promise((resolve) => setTimeout(resolve, pause).unref());
      }
    }
  }

  return {
    add(item) {
      if (waiting.length >= most) {
        dropped += 1;
        return;
      }
      waiting.push(item);
      if (waiting.length >= group) pause.end();
      working ??= work().finally(() => {
        working = null;
      });
    },
    async flushed() {
      while (working !== null) {
        pause.end();
        await working;
      }
    },
  };
}
