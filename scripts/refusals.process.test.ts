import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NotStarted, startProduct } from '../e2e/product';
import { takeLock } from '../lib/db/lock.mjs';

// What a person can put right is said in one plain sentence, and the exit code is 1.

let data = '';
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'sallyport-refusal-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

/** Starts in vain; the last line of what was said. */
async function refusal(env: Record<string, string>, more: { port?: number } = {}): Promise<string> {
  const failed = await startProduct({ data, env, ...more }).catch((error: unknown) => error);
  if (!(failed instanceof NotStarted)) throw new Error('It started.');
  expect(failed.code).toBe(1);
  expect(failed.said).not.toMatch(/^\s+at /m);
  const lines = failed.said.trim().split('\n');
  const line = lines.at(-1) ?? '';
  expect(line).toMatch(/\.$/);
  return line;
}

describe('npm start says in one sentence', () => {
  test('that the port is taken', async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const { port } = other.address() as AddressInfo;
    const line = await refusal({}, { port });
    other.close();
    expect(line).toBe(
      `Port ${port} on 127.0.0.1 is taken by another program: stop it, or set PORT to another number.`,
    );
  });

  test('that it takes no arguments', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/start.mjs', '--port=1'], {
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^npm start takes no arguments \(--port=1\): .*\.\n$/);
  });

  test('that the data folder is in use', async () => {
    const lock = await takeLock(join(data, 'lock'), 'a test');
    const line = await refusal({});
    if (lock.ok) lock.release();
    expect(line).toContain(`The data folder ${data} is in use by another Sallyport (process ${process.pid})`);
  });

  test('that the data folder is a file', async () => {
    const file = join(data, 'file');
    writeFileSync(file, '');
    expect(await refusal({ SALLYPORT_DATA: file })).toContain(`The data folder ${file} `);
  });

  test.each([
    ['PORT', '99999'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['SALLYPORT_URL', 'example.com'],
    ['SALLYPORT_SECRET', 'short'],
  ])('that %s=%s is not what it must be', async (name, value) => {
    expect(await refusal({ [name]: value })).toMatch(new RegExp(`^${name} must `));
  });

  test('that the database cannot be reached, and keeps the password to itself', async () => {
    const line = await refusal({ DATABASE_URL: 'postgres://user:hunter2@127.0.0.1:1/sallyport' });
    expect(line).toBe(
      'The database sallyport on 127.0.0.1:1 cannot be reached: nothing listens there. Check DATABASE_URL and that Postgres is running.',
    );
  });

  test('that another secret than before is set', async () => {
    const first = await startProduct({ data, env: { SALLYPORT_SECRET: 'a'.repeat(40) } });
    await first.stop();
    const line = await refusal({ SALLYPORT_SECRET: 'b'.repeat(40) });
    expect(line).toContain('set up with another secret');
    expect(line).not.toContain('bbbb');
  });
});
