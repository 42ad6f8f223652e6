import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { takeLock } from '../lock.mjs';
import { readRunning, runningFile } from '../place';

/**
 * The process of the embedded database: lock the data folder, open PGlite, listen on a socket, say so. It ends when
 * its parent asks, or is gone. PGlite itself takes no lock, and a second one on the folder loses data.
 *
 * INVARIANT: PGlite is opened only while the lock is held, and the lock is released only after PGlite is closed.
 */

/** What this process tells its parent. */
export type FromDatabase =
  | { kind: 'ready'; host: string; port: number }
  | { kind: 'locked'; pid: number; user: string; what: string }
  | { kind: 'failed'; message: string };

const PORT = 5432;
/** `sun_path` of a unix socket ends at 107 bytes on Linux and 103 on macOS. */
const LONGEST_PATH = 103;

const data = process.argv[2];
if (!data) throw new Error('The database process needs a data folder.');
const tell = (message: FromDatabase) =>
  new Promise<void>((done) =>
    process.connected ? process.send?.(message, undefined, undefined, () => done()) : done(),
  );

// A terminal sends Ctrl-C and its own end to every process of the group, and a service manager SIGTERM. The parent still
// needs the database then: it asks when it is our turn, and where it is gone the channel to it is closed.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

const lock = await takeLock(join(data, 'lock'), 'the embedded database');
if (lock.ok) {
  await serve(data).catch(async (error) => {
    lock.release();
    await tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
    process.exit(1);
  });
} else {
  const { pid, user, what } = lock.owner;
  await tell({ kind: 'locked', pid, user, what });
  process.exit(1);
}

async function serve(data: string): Promise<void> {
  removeSocketOf(data);
  const pglite = await PGlite.create({ dataDir: join(data, 'postgres') });
  const run = pglite.execProtocolRawStream.bind(pglite);
  pglite.execProtocolRawStream = async (...given) => {
    try {
      return await run(...given);
    } catch (error) {
      // The engine itself broke, not a statement: its memory cannot be trusted. What is committed is on disk.
      console.error('The embedded database broke off.', error);
      process.exit(70);
    }
  };
  const { host, port, path } = placeSocket();
  const server = new PGLiteSocketServer({
    db: pglite,
    maxConnections: 100,
    ...(path ? { path } : { host, port: 0 }),
  });
  await server.start();
  const address = path ? { host, port } : { host, port: Number(server.getServerConn().split(':').at(-1)) };
  const draft = `${runningFile(data)}.${process.pid}`;
  writeFileSync(draft, JSON.stringify({ pid: process.pid, ...address }), { mode: 0o600 });
  renameSync(draft, runningFile(data));

  const fence = setInterval(() => {
    if (!lock.ok || !lock.stillHeld()) {
      console.error('Another process took over the data folder, so the embedded database ends.');
      process.exit(71);
    }
  }, 2_000);

  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    clearInterval(fence);
    rmSync(runningFile(data), { force: true });
    await server.stop();
    await pglite.close();
    if (path) rmSync(host, { recursive: true, force: true });
    if (lock.ok) lock.release();
    process.exit(0);
  };
  process.on('disconnect', end);
  process.on('message', (message) => message === 'end' && end());
  if (!process.connected) await end();
  await tell({ kind: 'ready', ...address });
}

/** A unix socket in a new folder that nobody else can enter; loopback where the system has no such sockets. */
function placeSocket(): { host: string; port: number; path?: string } {
  if (process.platform === 'win32') return { host: '127.0.0.1', port: 0 };
  for (const parent of [tmpdir(), '/tmp']) {
    const longest = join(parent, 'sallyport-XXXXXX', `.s.PGSQL.${PORT}`);
    if (Buffer.byteLength(longest) > LONGEST_PATH) continue;
    const host = folderIn(parent);
    if (host) return { host, port: PORT, path: join(host, `.s.PGSQL.${PORT}`) };
  }
  return { host: '127.0.0.1', port: 0 };
}

/** TMPDIR may name a folder that is gone, or another user's after `su`. */
function folderIn(parent: string): string | undefined {
  try {
    return mkdtempSync(join(parent, 'sallyport-'));
  } catch {
    return undefined;
  }
}

/** What a process that was killed left in the temporary folder. */
function removeSocketOf(data: string): void {
  const last = readRunning(data);
  if (last && /\/sallyport-[A-Za-z0-9]{6}$/.test(last.host))
    rmSync(last.host, { recursive: true, force: true });
  rmSync(runningFile(data), { force: true });
}
