import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeLock } from '../lock.mjs';
import { type Place, placeOf } from '../place';
import { poolFor } from '../pool';
import { type Embedded, startEmbedded } from './embedded';
import { migrate } from './migrate';
import { migrationNames } from './migration-files';

let data = '';
let embedded: Embedded;
let place: Place;
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'sallyport-migrate-'));
  embedded = await startEmbedded(data);
  place = placeOf({ databaseUrl: undefined, data });
});
afterAll(async () => {
  await embedded.stop();
  rmSync(data, { recursive: true, force: true });
});

test('of two that come to a new database at once, one migrates and the other waits', async () => {
  const applied = await Promise.all([migrate(place), migrate(place)]);
  expect(applied.map((names) => names.length).sort()).toEqual([0, migrationNames().length].sort());
});

test('a migration that is under way elsewhere is not taken for one that broke off', async () => {
  const elsewhere = await takeLock(join(data, 'migrating'), 'migrating');
  if (!elsewhere.ok) throw new Error('The lock is taken.');
  const pool = poolFor(place);
  await pool.query(
    `UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = $1`,
    migrationNames().slice(-1),
  );
  const waiting = migrate(place);
  await pool.query('UPDATE _prisma_migrations SET finished_at = now() WHERE finished_at IS NULL');
  elsewhere.release();
  expect(await waiting).toEqual([]);
  await pool.query(
    `UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = $1`,
    migrationNames().slice(-1),
  );
  await pool.end();
  await expect(migrate(place)).rejects.toThrow(/broke off/);
});
