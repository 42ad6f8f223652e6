import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startProduct } from '../e2e/product';

let data = '';
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'sallyport-kill-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

type Running = { pid: number; host: string; port: number };
const running = () => JSON.parse(readFileSync(join(data, 'database.json'), 'utf8')) as Running;

const connectTo = async ({ host, port }: Running) => {
  const client = new pg.Client({ host, port, user: 'postgres', database: 'postgres' });
  client.on('error', () => {});
  await client.connect();
  return client;
};

/** Writes pairs of rows, each pair in a transaction, until the connection breaks; the numbers that were confirmed. */
function writeUntilBroken(client: pg.Client, from: number): Promise<number[]> {
  const confirmed: number[] = [];
  return (async () => {
    for (let number = from; ; number++) {
      try {
        await client.query('BEGIN');
        await client.query(`INSERT INTO written VALUES ($1, 'a')`, [number]);
        await client.query(`INSERT INTO written VALUES ($1, 'b')`, [number]);
        await client.query('COMMIT');
        confirmed.push(number);
      } catch {
        return confirmed;
      }
    }
  })();
}

async function gone(pid: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`Process ${pid} is still there.`);
}

async function expectWritten(client: pg.Client, confirmed: number[]): Promise<void> {
  const { rows } = await client.query<{ number: number; halves: string }>(
    `SELECT number, string_agg(half, '' ORDER BY half) AS halves FROM written GROUP BY number`,
  );
  expect(rows.every(({ halves }) => halves === 'ab')).toBe(true);
  const there = new Set(rows.map(({ number }) => number));
  expect(confirmed.filter((number) => !there.has(number))).toEqual([]);
}

describe('what was confirmed is there after SIGKILL, whole', () => {
  test('of the server, whose database notices and ends', async () => {
    const confirmed: number[] = [];
    for (let round = 0; round < 2; round++) {
      const product = await startProduct({ data });
      const database = running();
      const client = await connectTo(database);
      await client.query('CREATE TABLE IF NOT EXISTS written (number int NOT NULL, half text NOT NULL)');
      await expectWritten(client, confirmed);
      const writing = writeUntilBroken(client, round * 1_000_000);
      await new Promise((done) => setTimeout(done, 1_000));
      await product.kill();
      const more = await writing;
      expect(more.length).toBeGreaterThan(0);
      confirmed.push(...more);
      await gone(database.pid);
    }
    const product = await startProduct({ data });
    const client = await connectTo(running());
    await expectWritten(client, confirmed);
    await client.end();
    expect(await product.stop()).toBe(0);
  });

  test('of the database, whose server says so and ends', async () => {
    const product = await startProduct({ data });
    const database = running();
    const client = await connectTo(database);
    await client.query('CREATE TABLE written (number int NOT NULL, half text NOT NULL)');
    const writing = writeUntilBroken(client, 0);
    await new Promise((done) => setTimeout(done, 1_000));
    process.kill(database.pid, 'SIGKILL');
    const confirmed = await writing;
    expect(confirmed.length).toBeGreaterThan(0);
    expect(await product.ended()).toBe(1);
    expect(product.said()).toContain('The embedded database ended unexpectedly.');

    const again = await startProduct({ data });
    const reader = await connectTo(running());
    await expectWritten(reader, confirmed);
    await reader.end();
    await again.stop();
  });

  test('of both at once', async () => {
    const product = await startProduct({ data });
    const database = running();
    const client = await connectTo(database);
    await client.query('CREATE TABLE written (number int NOT NULL, half text NOT NULL)');
    const writing = writeUntilBroken(client, 0);
    await new Promise((done) => setTimeout(done, 1_000));
    process.kill(database.pid, 'SIGKILL');
    await product.kill();
    const confirmed = await writing;

    const again = await startProduct({ data });
    const reader = await connectTo(running());
    await expectWritten(reader, confirmed);
    await reader.end();
    await again.stop();
  });
});
