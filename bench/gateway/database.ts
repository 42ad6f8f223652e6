/** The Postgres of this bench, filled with what the gateway decides on. */

import { fork } from 'node:child_process';
import { openPostgres } from '../postgres';
import { bundled } from './children';

export type Database = { serverId: string; token: string; stop(): Promise<void> };

/** null where there is no Postgres on this machine. */
export async function openDatabase(): Promise<Database | null> {
  const postgres = await openPostgres();
  if (postgres === null) return null;
  try {
    const child = fork(await bundled('seed.ts'));
    const seeded = await new Promise<{ serverId: string; token: string }>((resolve, reject) => {
      child.once('message', (message) => resolve(message as { serverId: string; token: string }));
      child.once('exit', (code) => reject(new Error(`The database was not filled: ${code}.`)));
    });
    return { ...seeded, stop: postgres.stop };
  } catch (cause) {
    await postgres.stop();
    throw cause;
  }
}
