import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../operate/embedded';
import { migrate } from '../operate/migrate';
import { placeOf } from '../place';

let close = async () => {};
let data = '';

/**
 * A migrated, empty database for `*.db.test.ts`: `db()` just works there. With TEST_DATABASE_URL it is a new database
 * on that server, dropped at the end; otherwise the embedded one in a folder of its own.
 */
export async function setup(): Promise<void> {
  data = mkdtempSync(join(tmpdir(), 'sallyport-test-'));
  process.env.SALLYPORT_DATA = data;
  delete process.env.DATABASE_URL;
  const server = process.env.TEST_DATABASE_URL;
  close = server ? await createDatabase(server) : await openEmbedded(data);
}

export async function teardown(): Promise<void> {
  await close();
  rmSync(data, { recursive: true, force: true });
}

async function openEmbedded(data: string): Promise<() => Promise<void>> {
  const embedded = await startEmbedded(data);
  await migrate(placeOf());
  return embedded.stop;
}

async function createDatabase(server: string): Promise<() => Promise<void>> {
  const name = `sallyport_test_${randomBytes(6).toString('hex')}`;
  await statement(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  process.env.DATABASE_URL = url.href;
  await migrate({ kind: 'postgres', connectionString: url.href });
  return () => statement(server, `DROP DATABASE ${name} WITH (FORCE)`);
}

async function statement(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
