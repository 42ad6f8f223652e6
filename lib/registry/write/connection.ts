/** Statements in one transaction, for what Prisma has no words for: thousands of rows a statement. */

import { pool } from '@/lib/db';

export type Connection = Pick<ReturnType<typeof pool>, 'query'>;

export async function inTransaction<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
  const client = await pool().connect();
  try {
    await client.query('BEGIN');
    const done = await work(client as Connection);
    await client.query('COMMIT');
    client.release();
    return done;
  } catch (error) {
    // A connection whose transaction cannot even be rolled back is thrown away.
    await client.query('ROLLBACK').then(
      () => client.release(),
      () => client.release(true),
    );
    throw error;
  }
}

/** The members of rows side by side, as `unnest` takes them. */
export function columnsOf<R extends object>(rows: readonly R[], names: readonly (keyof R)[]): unknown[][] {
  return names.map((name) => rows.map((row) => row[name]));
}
