/** The installation's own secret, in a file that only its user can read. */

import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const keyFileName = 'secret.key';

/**
 * Reads `<data>/secret.key`, or makes it: 32 bytes as base64url, mode 600.
 * INVARIANT: of two processes that make it at once, both read the same one: it appears by `link`, whole or not at all.
 */
export function readKeyFile(data: string): string {
  const path = join(data, keyFileName);
  const kept = readIfThere(path);
  if (kept !== null) return kept;
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const draft = join(data, `${keyFileName}.${process.pid}.${randomBytes(6).toString('hex')}`);
  writeFileSync(draft, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx', flush: true });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const made = readIfThere(path);
  if (made === null) throw new Error(`The secret in ${path} was removed while it was read. Start again.`);
  return made;
}

function readIfThere(path: string): string | null {
  try {
    if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600);
    const secret = readFileSync(path, 'utf8').trim();
    if (!/^[A-Za-z0-9_-]{43}$/.test(secret)) {
      throw new Error(
        `${path} holds no secret of Sallyport. Put the original back, or set SALLYPORT_SECRET.`,
      );
    }
    return secret;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    if (hasCode(error, 'EACCES') || hasCode(error, 'EPERM')) {
      throw new Error(`${path} cannot be read: it belongs to another user. Start as that user.`, {
        cause: error,
      });
    }
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
