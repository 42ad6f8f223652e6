import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { placeOf } from '../place';
import { poolFor } from '../pool';
import { backUp } from './backup';
import { startEmbedded } from './embedded';

let data = '';
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'sallyport-backup-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

async function open(folder: string) {
  const embedded = await startEmbedded(folder);
  const pool = poolFor(placeOf({ databaseUrl: undefined, data: folder }));
  const close = async () => {
    await pool.end();
    await embedded.stop();
  };
  return { pool, close };
}

test('a backup holds what was there when it was made, and opens in place of the database', async () => {
  const first = await open(data);
  await first.pool.query(`CREATE TABLE kept AS SELECT g AS number FROM generate_series(1, 5000) AS g`);
  const backup = await backUp(first.pool, data);
  await first.pool.query('DELETE FROM kept');
  await first.close();

  rmSync(join(data, 'postgres'), { recursive: true });
  renameSync(backup, join(data, 'postgres'));
  const again = await open(data);
  const { rows } = await again.pool.query('SELECT count(*)::int AS count FROM kept');
  await again.close();
  expect(rows).toEqual([{ count: 5000 }]);
});

test('the last five backups are kept, and nothing else in the folder is touched', async () => {
  const folder = join(data, 'backups');
  for (let year = 2001; year <= 2007; year++)
    mkdirSync(join(folder, `${year}0101T000000Z`), { recursive: true });
  mkdirSync(join(folder, 'mine'));
  const embedded = await open(data);
  const backup = await backUp(embedded.pool, data);
  await embedded.close();
  expect(readdirSync(folder)).toEqual(
    [
      ...[2004, 2005, 2006, 2007].map((year) => `${year}0101T000000Z`),
      backup.split('/').at(-1),
      'mine',
    ].sort(),
  );
});
