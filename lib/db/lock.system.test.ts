import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lockHolder, startOf, takeLock } from './lock.mjs';

let folder = '';
let path = '';
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sallyport-lock-'));
  path = join(folder, 'lock');
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** A process of its own that takes the lock, says `held` or `refused`, and stays. */
async function contender(): Promise<{ said: string; child: ChildProcess }> {
  const code = `
    const { takeLock } = await import(${JSON.stringify(join(import.meta.dirname, 'lock.mjs'))});
    const lock = await takeLock(${JSON.stringify(path)}, 'a test');
    console.log(lock.ok ? 'held' : 'refused');
    process.stdin.resume();
    if (lock.ok) process.stdin.once('data', () => { lock.release(); process.exit(0); });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  const said = await new Promise<string>((done) =>
    child.stdout.once('data', (data) => done(String(data).trim())),
  );
  return { said, child };
}

const ended = (child: ChildProcess) => new Promise((done) => child.once('exit', done));

describe('the lock', () => {
  test('a second process is refused and told who holds it', async () => {
    const first = await contender();
    const lock = await takeLock(path, 'the second');
    expect(first.said).toBe('held');
    expect(lock.ok ? undefined : lock.owner).toMatchObject({ pid: first.child.pid, what: 'a test' });
    expect(lockHolder(path)?.pid).toBe(first.child.pid);
  });

  test('a released lock can be taken, and leaves nothing behind', async () => {
    const first = await contender();
    first.child.stdin?.write('x');
    await ended(first.child);
    expect(readdirSync(folder)).toEqual([]);
    const lock = await takeLock(path, 'the second');
    expect(lock.ok).toBe(true);
    if (lock.ok) lock.release();
  });

  test('a lock whose holder was killed is taken over', async () => {
    const first = await contender();
    first.child.kill('SIGKILL');
    await ended(first.child);
    expect(lockHolder(path)).toBeUndefined();
    const lock = await takeLock(path, 'the second');
    expect(lock.ok).toBe(true);
    if (lock.ok) lock.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('of twelve that take over a dead lock at once exactly one holds it', async () => {
    for (let round = 0; round < 3; round++) {
      const first = await contender();
      first.child.kill('SIGKILL');
      await ended(first.child);
      const all = await Promise.all(Array.from({ length: 12 }, contender));
      expect(all.filter(({ said }) => said === 'held')).toHaveLength(1);
      for (const { child } of all) child.kill('SIGKILL');
      await Promise.all(all.map(({ child }) => child.exitCode ?? child.signalCode ?? ended(child)));
    }
  }, 60_000);

  test('a process that died while it took over does not bar the next', async () => {
    const first = await contender();
    first.child.kill('SIGKILL');
    await ended(first.child);
    const dead = readFileSync(path, 'utf8');
    const id = JSON.parse(dead).id as string;
    writeFileSync(`${path}.${id.slice(0, 8)}`, dead.replace(id, '00000000-0000-4000-8000-000000000000'));
    const lock = await takeLock(path, 'the second');
    expect(lock.ok).toBe(true);
    if (lock.ok) lock.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('another process with the number of a dead holder is not taken for it', async () => {
    const lock = await takeLock(path, 'a test');
    if (lock.ok) lock.release();
    const first = await contender();
    const owner = JSON.parse(readFileSync(path, 'utf8'));
    first.child.kill('SIGKILL');
    await ended(first.child);
    writeFileSync(path, JSON.stringify({ ...owner, pid: process.pid, started: 'long ago' }));
    expect(lockHolder(path)).toBeUndefined();
  });

  test.each(['linux', 'darwin'])('a process is told from another by when it began (%s)', async (platform) => {
    const own = Object.getOwnPropertyDescriptor(process, 'platform') ?? {};
    const { child } = await contender();
    const pid = child.pid ?? 0;
    // What macOS has, `ps`, is here as well.
    Object.defineProperty(process, 'platform', { value: platform });
    try {
      expect(startOf(process.pid)).not.toBe('');
      expect(startOf(process.pid)).toBe(startOf(process.pid));
      expect(startOf(pid)).not.toBe('');
      child.kill('SIGKILL');
      await ended(child);
      expect(startOf(pid)).toBe('');
    } finally {
      Object.defineProperty(process, 'platform', own);
    }
  });

  test('a holder in another container is dead only when it gives no sign of life', async () => {
    const stranger = { id: 'far-away', pid: 1, started: '1', space: 'another machine', user: 'x', what: 'x' };
    writeFileSync(path, JSON.stringify(stranger));
    const alive = setInterval(() => writeFileSync(path, JSON.stringify(stranger)), 300);
    const refused = await takeLock(path, 'the second');
    clearInterval(alive);
    expect(refused.ok).toBe(false);
    const lock = await takeLock(path, 'the second');
    expect(lock.ok).toBe(true);
    if (lock.ok) lock.release();
  }, 30_000);
});
