import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NotStarted, startProduct } from '../e2e/product';
import { findPostgres, startPostgres } from './steps/postgres.mjs';

let data = '';
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'sallyport-life-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

const running = () =>
  JSON.parse(readFileSync(join(data, 'database.json'), 'utf8')) as { pid: number; host: string };

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Nothing of a product is left: no process, no socket, no lock. */
function expectGone(database: { pid: number; host: string }): void {
  expect(isAlive(database.pid)).toBe(false);
  expect(existsSync(database.host)).toBe(false);
  expect(existsSync(join(data, 'lock'))).toBe(false);
  expect(existsSync(join(data, 'database.json'))).toBe(false);
}

describe('a product that was started', () => {
  test('serves, keeps its folder to itself, and leaves nothing behind when it is asked to end', async () => {
    const product = await startProduct({ data });
    const health = await fetch(`${product.url}/healthz`);
    expect(await health.json()).toEqual({ status: 'ok' });
    expect((await fetch(product.url, { redirect: 'manual' })).status).toBe(307);
    expect(product.code).toMatch(/^[0-9A-Z-]{20,}$/);
    const database = running();
    expect(statSync(data).mode & 0o777).toBe(0o700);
    expect(statSync(database.host).mode & 0o777).toBe(0o700);
    expect(await product.stop()).toBe(0);
    expectGone(database);
  });

  test('ends cleanly at Ctrl-C, which the terminal sends to all its processes', async () => {
    const child = spawn(process.execPath, ['scripts/start.mjs'], {
      env: { ...process.env, NODE_ENV: 'production', SALLYPORT_DATA: data, PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    });
    await lineOf(child, /serves on/);
    const database = running();
    const gone = new Promise<number | null>((done) => child.once('exit', done));
    process.kill(-(child.pid ?? 0), 'SIGINT');
    expect(await gone).toBe(0);
    expectGone(database);
  });

  test('is there again with what it had, after a second start of seconds', async () => {
    const first = await startProduct({ data });
    const key = readFileSync(join(data, 'secret.key'));
    await first.stop();
    const begun = Date.now();
    const second = await startProduct({ data });
    expect(Date.now() - begun).toBeLessThan(30_000);
    expect(second.said()).not.toMatch(/Building|Migrating|Installing/);
    // No line but the product's own.
    expect(second.said()).not.toContain('next.config');
    expect(readFileSync(join(data, 'secret.key'))).toEqual(key);
    await second.stop();
  });

  test('is alone on its folder: of two started at once one serves and the other says why not', async () => {
    const both = await Promise.allSettled([startProduct({ data }), startProduct({ data })]);
    const served = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const refused = both.flatMap((one) => (one.status === 'rejected' ? [one.reason as NotStarted] : []));
    expect(served).toHaveLength(1);
    expect(refused[0]).toBeInstanceOf(NotStarted);
    expect(refused[0]?.code).toBe(1);
    expect(refused[0]?.said.trim().split('\n').at(-1)).toContain(`The data folder ${data} is in use`);
    const health = await fetch(`${served[0]?.url}/healthz`);
    expect(health.status).toBe(200);
    await served[0]?.stop();
  });

  test('lends its database to the command line, which otherwise starts it by itself', async () => {
    const ask = `
      const { connect } = await import(${JSON.stringify(join(process.cwd(), 'dist/operate.mjs'))});
      const database = await connect({ share: true });
      await database.close();
      console.log(database.kind);`;
    const env = { ...process.env, SALLYPORT_DATA: data, DATABASE_URL: '' };
    const run = () =>
      execFileSync(process.execPath, ['--input-type=module', '-e', ask], { env, encoding: 'utf8' });
    expect(run()).toContain('embedded');
    expect(existsSync(join(data, 'lock'))).toBe(false);
    const product = await startProduct({ data });
    expect(run()).toContain('embedded');
    expect((await fetch(`${product.url}/healthz`)).status).toBe(200);
    await product.stop();
  });
});

const bin = findPostgres();
test.runIf(bin)('with DATABASE_URL that Postgres is used, and no embedded one is started', async () => {
  const postgres = await startPostgres(bin ?? '');
  try {
    const product = await startProduct({ data, env: { DATABASE_URL: postgres.url } });
    expect((await fetch(`${product.url}/healthz`)).status).toBe(200);
    expect(product.said()).toContain('Migrating the database');
    expect(existsSync(join(data, 'postgres'))).toBe(false);
    expect(existsSync(join(data, 'lock'))).toBe(false);
    expect(await product.stop()).toBe(0);
  } finally {
    await postgres.stop();
  }
});

function lineOf(child: ChildProcess, wanted: RegExp): Promise<void> {
  let said = '';
  return new Promise((done) => {
    child.stdout?.on('data', (text) => {
      said += text;
      if (wanted.test(said)) done();
    });
  });
}
