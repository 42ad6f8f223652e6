import { join } from 'node:path';
import type pg from 'pg';
import { AppError } from '@/lib/errors';
import { takeLock } from '../lock.mjs';
import type { Place } from '../place';
import { poolFor } from '../pool';
import { backUp } from './backup';
import { adapterForEngine, schemaEngine } from './engine';
import { migrationList, migrationNames } from './migration-files';

/** Not the number that the engine itself locks with (72707369): it waits for that one for ten seconds only. */
const MIGRATION_LOCK = 7_270_736_901;

/**
 * Applies what is missing, after a backup of the embedded database into its data folder. Answers the names. Of several
 * processes that come to one database, one migrates and the others wait. `say` gets a line for what takes time.
 */
export async function migrate(place: Place, say: (line: string) => void = () => {}): Promise<string[]> {
  const pool = poolFor(place);
  try {
    if (await isUpToDate(pool)) return [];
    const unlock = place.kind === 'postgres' ? await lockFor(pool) : await lockFolder(place.data);
    try {
      const state = await stateOf(pool);
      if (state.pending.length === 0) return [];
      if (state.applied.length > 0) {
        if (place.kind === 'embedded') say(`Backing up to ${await backUp(pool, place.data)}`);
        else say('The database is your own Postgres: its backups are up to you.');
      }
      say(`Migrating the database (${state.pending.length} to apply)`);
      const engine = await schemaEngine(adapterForEngine(pool));
      try {
        const filters = { externalTables: [], externalEnums: [] };
        const done = await engine.applyMigrations({ migrationsList: migrationList(), filters });
        return done.appliedMigrationNames;
      } finally {
        engine.free();
      }
    } finally {
      await unlock();
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('unavailable', `The database could not be migrated: ${reason}`, { cause: error });
  } finally {
    await pool.end();
  }
}

/** Names of the migrations that this version has and the database has not. */
export async function pendingMigrations(pool: pg.Pool): Promise<string[]> {
  return (await stateOf(pool)).pending;
}

/** False also where one is not finished: without the lock it cannot be told whether it broke off or is under way. */
async function isUpToDate(pool: pg.Pool): Promise<boolean> {
  const rows = await begunOf(pool);
  const applied = new Set(rows.map(({ name }) => name));
  const names = migrationNames();
  return (
    rows.every(({ finished }) => finished) &&
    rows.length === names.length &&
    names.every((name) => applied.has(name))
  );
}

async function begunOf(pool: pg.Pool): Promise<{ name: string; finished: boolean }[]> {
  const table = await pool.query(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`);
  if (!table.rows[0].there) return [];
  const { rows } = await pool.query<{ name: string; finished: boolean }>(
    `SELECT migration_name AS name, finished_at IS NOT NULL AS finished
       FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  return rows;
}

async function stateOf(pool: pg.Pool): Promise<{ applied: string[]; pending: string[] }> {
  const rows = await begunOf(pool);
  const failed = rows.find(({ finished }) => !finished);
  if (failed) {
    throw new AppError(
      'unavailable',
      `The migration ${failed.name} broke off, so the database is half changed.`,
      {
        hint: 'Put the last backup back, then start again.',
      },
    );
  }
  const applied = rows.map(({ name }) => name);
  const known = new Set(migrationNames());
  const newer = applied.find((name) => !known.has(name));
  if (newer) {
    throw new AppError('unavailable', `The database is newer than this Sallyport: it has ${newer}.`, {
      hint: 'Start the newer version, or put a backup of the older one back.',
    });
  }
  return { applied, pending: [...known].filter((name) => !applied.includes(name)) };
}

/** A session of its own holds the lock, so that it goes with the process. */
async function lockFor(pool: pg.Pool): Promise<() => Promise<void>> {
  const session = await pool.connect();
  await session.query('SELECT pg_advisory_lock($1)::text', [MIGRATION_LOCK]);
  return async () => {
    await session.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    session.release();
  };
}

/** The sessions of an embedded database are one: its locks exclude nobody. */
async function lockFolder(data: string): Promise<() => void> {
  for (;;) {
    const lock = await takeLock(join(data, 'migrating'), 'migrating the database');
    if (lock.ok) return lock.release;
    await new Promise((done) => setTimeout(done, 100));
  }
}
