import { cpSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';

const KEPT = 5;

/**
 * Copies the embedded database into `<data>/backups/<time>/`, and keeps the last five. Answers the folder.
 *
 * The copy is made while nobody writes: the caller holds the lock for migrating, and what waits for it serves nothing
 * yet. A checkpoint brings everything to the files first. To put one back: stop Sallyport, replace `<data>/postgres` by it.
 */
export async function backUp(pool: pg.Pool, data: string): Promise<string> {
  await pool.query('CHECKPOINT');
  const folder = join(data, 'backups');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const name = new Date().toISOString().replace(/[-:]/g, '').replace(/\..*/, 'Z');
  const draft = join(folder, `${name}.part`);
  rmSync(draft, { recursive: true, force: true });
  cpSync(join(data, 'postgres'), draft, { recursive: true });
  renameSync(draft, join(folder, name));
  const old = readdirSync(folder)
    .filter((entry) => /^\d{8}T\d{6}Z$/.test(entry))
    .sort();
  for (const entry of old.slice(0, -KEPT)) rmSync(join(folder, entry), { recursive: true, force: true });
  return join(folder, name);
}
