import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readRunning } from '../place';
import { poolFor } from '../pool';
import { startEmbedded } from './embedded';

let data = '';
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'sallyport-embedded-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(data, { recursive: true, force: true });
});

test('a signal to the whole group leaves the database to its parent, which ends it in its turn', async () => {
  const embedded = await startEmbedded(data);
  let lost = false;
  embedded.onLost(() => {
    lost = true;
  });
  const running = readRunning(data);
  if (!running) throw new Error('It did not announce itself.');
  const pool = poolFor({ kind: 'embedded', data, ...running });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.kill(running.pid, signal);
  // The second is asked after whatever the signals did.
  for (const number of [1, 2]) {
    await new Promise((done) => setTimeout(done, 200));
    expect((await pool.query('SELECT $1::int AS number', [number])).rows).toEqual([{ number }]);
  }
  await pool.end();
  await embedded.stop();
  expect([lost, readRunning(data)]).toEqual([false, undefined]);
});

test('where the path of the temporary folder is too long for a socket, a shorter one is taken', async () => {
  vi.stubEnv('TMPDIR', join(data, 'x'.repeat(100)));
  const embedded = await startEmbedded(data);
  const running = readRunning(data);
  await embedded.stop();
  expect(running?.host).toMatch(/^\/tmp\/sallyport-/);
});
