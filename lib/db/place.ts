import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Env, env } from '@/lib/env';
import { AppError } from '@/lib/errors';

/** Where a database is reached. `host` starting with a slash is the folder of a unix socket; `data` is the data folder. */
export type Place =
  | { kind: 'embedded'; data: string; host: string; port: number }
  | { kind: 'postgres'; connectionString: string };

/** What the process of the embedded database leaves in the data folder while it runs. */
export type Running = { pid: number; host: string; port: number };

export const runningFile = (data: string) => join(data, 'database.json');

/** The embedded database that serves this data folder, as it announced itself; undefined where none did. */
export function readRunning(data: string): Running | undefined {
  try {
    const { pid, host, port } = JSON.parse(readFileSync(runningFile(data), 'utf8'));
    if (Number.isSafeInteger(pid) && typeof host === 'string' && Number.isSafeInteger(port))
      return { pid, host, port };
  } catch {
    // No file, or half of one: nothing runs that could be used.
  }
  return undefined;
}

/** Where the database of this process is: the operator's own, else the embedded one, which must be running. */
export function placeOf({ databaseUrl, data }: Pick<Env, 'databaseUrl' | 'data'> = env()): Place {
  if (databaseUrl) return { kind: 'postgres', connectionString: databaseUrl };
  const running = readRunning(data);
  if (running) return { kind: 'embedded', data, host: running.host, port: running.port };
  throw new AppError('unavailable', 'The database is not running.', {
    hint: 'Start Sallyport with `npm start`.',
  });
}
