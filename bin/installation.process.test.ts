import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, expect, test, vi } from 'vitest';

const data = mkdtempSync(join(tmpdir(), 'sallyport-installation-'));
vi.stubEnv('SALLYPORT_DATA', data);
vi.stubEnv('DATABASE_URL', '');
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(data, { recursive: true, force: true });
});

const io = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() };

test('a database that ends while a command is at work is told in a sentence', async () => {
  const { onInstallation } = await import('./installation');
  const { db } = await import('@/lib/db');
  const done = onInstallation(io, async () => {
    const { pid } = JSON.parse(readFileSync(join(data, 'database.json'), 'utf8'));
    await db().organisation.count();
    process.kill(pid, 'SIGKILL');
    for (;;) await db().organisation.count();
  });
  await expect(done).rejects.toThrow('The database ended while this was at work.');
});
