import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { PrismaClient } from './generated/client';
import { type Place, placeOf } from './place';
import { poolFor } from './pool';

/**
 * INVARIANT: one pool a process. Next and the server hold separate copies of this module, and the embedded database
 * serves one transaction at a time; so the pool is kept beside them, by its name.
 */
const slot = Symbol.for('sallyport.db.pool');
type Slot = { pool: pg.Pool; place: Place };
const shared = globalThis as { [slot]?: Slot };

let client: PrismaClient | undefined;
let clientOf: Slot | undefined;

function slotNow(): Slot {
  shared[slot] ??= (() => {
    const place = placeOf();
    return { place, pool: poolFor(place) };
  })();
  return shared[slot];
}

/** The database. Connects with the first query; throws a plain sentence where none is set and none is running. */
export function db(): PrismaClient {
  const now = slotNow();
  if (client && clientOf === now) return client;
  client = new PrismaClient({
    adapter: new PrismaPg(now.pool),
    // Milliseconds. On the embedded database a transaction may have to wait for those of other processes.
    transactionOptions:
      now.place.kind === 'embedded'
        ? { maxWait: 30_000, timeout: 30_000 }
        : { maxWait: 5_000, timeout: 15_000 },
  });
  clientOf = now;
  return client;
}

/** True where the embedded database serves: one session, no LISTEN, no advisory locks between processes. */
export function isEmbedded(): boolean {
  return slotNow().place.kind === 'embedded';
}

/** The pool under `db()`, for statements that Prisma has no words for. */
export function pool(): pg.Pool {
  return slotNow().pool;
}

/** Milliseconds that calls wait for an answer of the database at most: where none comes, the connection is given up. */
const askedMs = 10_000;

/**
 * One short statement that a call waits for. INVARIANT: it ends, whatever becomes of the database: a connection whose
 * answers are lost would otherwise be waited for without end, and everything behind it.
 */
export function ask<R extends pg.QueryResultRow = pg.QueryResultRow>(
  text: string,
  values: unknown[] = [],
  ms = askedMs,
): Promise<pg.QueryResult<R>> {
  return pool().query<R>({ text, values, query_timeout: ms } as pg.QueryConfig);
}

/** Whether the database answers, asked like everything that has to end: a watcher that asks on would use up the pool. */
export async function isAnswering(ms = askedMs): Promise<boolean> {
  try {
    await ask('SELECT 1', [], ms);
    return true;
  } catch {
    return false;
  }
}

/** Ends the connections. The next `db()` connects anew. */
export async function disconnect(): Promise<void> {
  const last = shared[slot];
  delete shared[slot];
  await client?.$disconnect();
  client = undefined;
  clientOf = undefined;
  await last?.pool.end();
}
