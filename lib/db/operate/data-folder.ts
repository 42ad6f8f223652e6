import { accessSync, chmodSync, constants, mkdirSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { AppError } from '@/lib/errors';

const hint = 'Set SALLYPORT_DATA to a folder of your own.';

/**
 * Makes the data folder where it is missing, for this user alone (mode 700), and refuses one that cannot be written.
 * Keys, the embedded database and its backups live there.
 */
export function openDataFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    throw new AppError('unavailable', `The data folder ${path} cannot be made (${reason}).`, {
      hint,
      cause: error,
    });
  }
  const found = statSync(path);
  if (!found.isDirectory())
    throw new AppError('unavailable', `The data folder ${path} is not a folder.`, { hint });
  try {
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    const who = userInfo().username;
    throw new AppError('unavailable', `The data folder ${path} cannot be written by the user ${who}.`, {
      hint,
    });
  }
  if (process.platform !== 'win32' && found.uid === process.getuid?.() && (found.mode & 0o077) !== 0) {
    chmodSync(path, 0o700);
  }
}
