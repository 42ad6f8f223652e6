import { join } from 'node:path';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { disconnect } from '../client';
import { lockHolder } from '../lock.mjs';
import { type Place, placeOf } from '../place';
import { openDataFolder } from './data-folder';
import { DataFolderLocked, type Embedded, startEmbedded } from './embedded';
import { migrate } from './migrate';
import { reach } from './reach';

export type Connection = {
  kind: 'embedded' | 'postgres';
  /** Names of the migrations that were applied just now. */
  applied: string[];
  /** Called when an embedded database that this process started ends by itself. */
  onLost: (listener: () => void) => void;
  /** Ends the connections, and the embedded database where this process started it. */
  close: () => Promise<void>;
};

/**
 * Makes `db()` usable in this process: starts the embedded database (unless DATABASE_URL is set), migrates.
 *
 * With `share`, an embedded database that runs already is used as it is: that is what the command line wants. Without
 * it, one that runs already is an error: two servers must not sit on one data folder.
 * `say` gets one line for everything that takes time.
 */
export async function connect(options: {
  share: boolean;
  say?: (line: string) => void;
}): Promise<Connection> {
  const { data, databaseUrl } = env();
  const say = options.say ?? (() => {});
  openDataFolder(data);
  if (databaseUrl) {
    const place: Place = { kind: 'postgres', connectionString: databaseUrl };
    await reach(place);
    const applied = await migrate(place, say);
    return { kind: 'postgres', applied, onLost: () => {}, close: disconnect };
  }
  const embedded = await startOrShare(data, options.share, say);
  try {
    const applied = await migrate(placeOf(), say);
    return {
      kind: 'embedded',
      applied,
      onLost: (listener) => embedded?.onLost(listener),
      close: async () => {
        await disconnect();
        await embedded?.stop();
      },
    };
  } catch (error) {
    await disconnect();
    await embedded?.stop();
    throw error;
  }
}

/** Undefined where a running one is shared. Two that start at once agree: the one that loses shares. */
async function startOrShare(
  data: string,
  share: boolean,
  say: (line: string) => void,
): Promise<Embedded | undefined> {
  if (share && lockHolder(join(data, 'lock'))) return waitForRunning();
  try {
    say('Starting the embedded database');
    return await startEmbedded(data);
  } catch (error) {
    if (share && error instanceof DataFolderLocked) return waitForRunning();
    throw error;
  }
}

/** Whoever holds the lock may still be opening the database. */
async function waitForRunning(): Promise<undefined> {
  for (let tries = 0; tries < 300; tries++) {
    try {
      await reach(placeOf());
      return undefined;
    } catch {
      await new Promise((done) => setTimeout(done, 200));
    }
  }
  throw new AppError(
    'unavailable',
    'The embedded database is locked by another process, and does not answer.',
    {
      hint: 'Stop that process, then try again.',
    },
  );
}
