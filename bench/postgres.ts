/** A Postgres of a bench's own, on loopback, that syncs each commit to disk. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { findPostgres, startPostgres } from '../scripts/steps/postgres.mjs';

/** Sets the environment that this process and its children find it by. null where there is none on this machine. */
export async function openPostgres(): Promise<{ stop(): Promise<void> } | null> {
  const bin = findPostgres();
  if (bin === undefined) return null;
  const data = mkdtempSync(join(tmpdir(), 'sallyport-bench-'));
  const postgres = await startPostgres(bin, { synced: true });
  await ready(postgres.url);
  process.env.DATABASE_URL = postgres.url;
  process.env.SALLYPORT_DATA = data;
  process.env.SALLYPORT_ROOT ??= process.cwd();
  return {
    async stop() {
      await postgres.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** One that has just started takes connections before it answers questions. */
export async function ready(connectionString: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const client = new pg.Client({ connectionString });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error('Postgres did not become ready.');
}
