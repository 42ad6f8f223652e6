import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import type { FromDatabase } from './database-process';

export type Embedded = {
  /** Ends the process and waits until the data folder is free. */
  stop: () => Promise<void>;
  /** Called when the process ends without having been asked. */
  onLost: (listener: () => void) => void;
};

/** Thrown where another process serves this data folder already. */
export class DataFolderLocked extends AppError {
  readonly pid: number;
  constructor(data: string, owner: { pid: number; user: string }) {
    const who = `process ${owner.pid}${owner.user ? ` of ${owner.user}` : ''}`;
    super('conflict', `The data folder ${data} is in use by another Sallyport (${who}).`, {
      hint: 'Stop that one first, or set SALLYPORT_DATA to another folder.',
    });
    this.pid = owner.pid;
  }
}

/** The longest that a cold first start may take on a slow disk. Milliseconds. */
const START_LIMIT = 120_000;

/** Starts the process of the embedded database on `data` and waits until it takes connections. */
export async function startEmbedded(data: string): Promise<Embedded> {
  const child = forkDatabase(data);
  let asked = false;
  const lost = new Set<() => void>();
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  void gone.then(() => {
    if (!asked) for (const listener of lost) listener();
  });
  const first = await Promise.race([
    new Promise<FromDatabase>((done) => child.once('message', (message) => done(message as FromDatabase))),
    gone.then((): FromDatabase => ({ kind: 'failed', message: 'it ended before it was ready' })),
    new Promise<FromDatabase>((done) => {
      const message = `it was not ready after ${START_LIMIT / 1000} seconds`;
      setTimeout(() => done({ kind: 'failed', message }), START_LIMIT).unref();
    }),
  ]);
  if (first.kind !== 'ready') {
    child.kill('SIGKILL');
    if (first.kind === 'locked') throw new DataFolderLocked(data, first);
    throw new AppError(
      'unavailable',
      `The embedded database in ${data} could not be opened: ${first.message}.`,
    );
  }
  child.channel?.unref();
  child.unref();
  return {
    onLost: (listener) => lost.add(listener),
    stop: async () => {
      asked = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.ref();
      // Without a channel it ends by itself.
      if (child.connected) child.send('end', () => {});
      await gone;
    },
  };
}

/** The program that was bundled beside this one, otherwise (tests, development) the source through tsx. */
function forkDatabase(data: string): ChildProcess {
  const bundled = fileURLToPath(new URL('./database.mjs', import.meta.url));
  const fromSource = !existsSync(bundled);
  const source = fileURLToPath(new URL('./database-process.ts', import.meta.url));
  return fork(fromSource ? source : bundled, [data], {
    cwd: env().root,
    execArgv: fromSource ? ['--import', 'tsx'] : [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}
