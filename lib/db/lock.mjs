import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  closeSync,
  constants,
  linkSync,
  openSync,
  readFileSync,
  readlinkSync,
  renameSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { hostname, userInfo } from 'node:os';

// An exclusive lock as a file. Plain JavaScript, built-ins only: the start uses it before dependencies are there.
//
// INVARIANT: a lock file is only ever removed by the process that it names, or replaced, by one atomic rename, by a
// process that holds the guard of exactly that lock. The guard is a lock of the same kind, so a process that dies while
// it takes over leaves a guard that is itself taken over.

/**
 * @typedef {{ id: string, pid: number, started: string, space: string, user: string, what: string }} Owner
 * @typedef {{ ok: true, release: () => void, stillHeld: () => boolean } | { ok: false, owner: Owner }} Lock
 */

/** How often a holder shows that it lives, and for how long an unjudgeable one may be silent. Milliseconds. */
const BEAT = 2_000;
const SILENCE = 10_000;

/**
 * Takes the lock at `path`, or says who holds it. A holder that is dead (after SIGKILL, after a reboot) is replaced.
 * A holder that cannot be judged from here (another container or machine on the same folder) is watched for a while:
 * it is dead when it shows no sign of life.
 * @param {string} path
 * @param {string} what what the lock is for, in words, for the sentence that another process shows
 * @returns {Promise<Lock>}
 */
export async function takeLock(path, what) {
  for (;;) {
    const mine = describeSelf(what);
    const draft = `${path}.${mine.id}`;
    writeFileSync(draft, JSON.stringify(mine), { mode: 0o600, flag: 'wx' });
    try {
      if (putInPlace(draft, path, mine)) return hold(path, mine);
      const owner = readOwner(path);
      if (!owner) continue;
      if (await lives(path, owner)) return { ok: false, owner };
      const guard = await takeLock(`${path}.${owner.id.slice(0, 8)}`, what);
      if (!guard.ok) return guard;
      try {
        if (readOwner(path)?.id !== owner.id) continue;
        writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 });
        renameSync(draft, path);
        return hold(path, mine);
      } finally {
        guard.release();
      }
    } finally {
      removeQuietly(draft);
    }
  }
}

/**
 * Who holds the lock at `path`, as far as can be told at once; undefined where nobody does.
 * @param {string} path
 * @returns {Owner | undefined}
 */
export function lockHolder(path) {
  const owner = readOwner(path);
  return owner && judge(owner) !== 'dead' ? owner : undefined;
}

/** @param {string} what @returns {Owner} */
function describeSelf(what) {
  let user = '';
  try {
    user = userInfo().username;
  } catch {
    user = String(process.getuid?.() ?? '');
  }
  return { id: randomUUID(), pid: process.pid, started: startOf(process.pid), space: space(), user, what };
}

/** A hard link appears with its content, and fails where the name is taken: no moment in between. */
function putInPlace(/** @type {string} */ draft, /** @type {string} */ path, /** @type {Owner} */ mine) {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(codeOf(error))) throw error;
  }
  // A file system without hard links: exclusive creation, whose content follows a moment later.
  try {
    const file = openSync(path, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600);
    writeSync(file, JSON.stringify(mine));
    closeSync(file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** @param {string} path @param {Owner} mine @returns {Lock} */
function hold(path, mine) {
  const stillHeld = () => readOwner(path)?.id === mine.id;
  const beat = setInterval(() => {
    const now = new Date();
    try {
      utimesSync(path, now, now);
    } catch {
      // The folder is gone or cannot be written: whoever uses what is locked sees that for itself.
    }
  }, BEAT);
  beat.unref();
  const release = () => {
    clearInterval(beat);
    if (stillHeld()) removeQuietly(path);
  };
  return { ok: true, release, stillHeld };
}

/** @param {string} path @returns {Owner | undefined} */
function readOwner(path) {
  let text = '';
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const { id, pid, started, space, user, what } = JSON.parse(text);
    if (typeof id === 'string' && Number.isSafeInteger(pid)) return { id, pid, started, space, user, what };
  } catch {
    // Half written, or not ours: held by somebody who cannot be judged.
  }
  return { id: `unreadable-${text.length}`, pid: 0, started: '', space: '', user: '', what: '' };
}

/** @param {Owner} owner @returns {'alive' | 'dead' | 'unknown'} */
function judge(owner) {
  if (owner.space !== space()) return 'unknown';
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return 'dead';
  }
  return startOf(owner.pid) === owner.started ? 'alive' : 'dead';
}

/** @param {string} path @param {Owner} owner */
async function lives(path, owner) {
  const first = judge(owner);
  if (first !== 'unknown') return first === 'alive';
  const before = beatOf(path);
  for (let waited = 0; waited < SILENCE; waited += 500) {
    await new Promise((done) => setTimeout(done, 500));
    if (beatOf(path) !== before || readOwner(path)?.id !== owner.id) return true;
  }
  return false;
}

/** @param {string} path */
function beatOf(path) {
  try {
    return statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

/** When process `pid` began, in whatever unit the system has; tells it from a later one with the same number. */
export function startOf(/** @type {number} */ pid) {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      // A zombie has ended; nobody has asked how.
      return fields[0] === 'Z' || fields[0] === 'X' ? '' : (fields[19] ?? '');
    }
    const ps = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env: { LC_ALL: 'C', PATH: process.env.PATH },
    });
    return ps.trim();
  } catch {
    return '';
  }
}

/** @type {string | undefined} */
let known;

/** Where process numbers mean the same thing: this machine, since its start, in this container. */
function space() {
  if (known !== undefined) return known;
  const parts = [hostname()];
  if (process.platform === 'linux') {
    try {
      parts.push(
        readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
        readlinkSync('/proc/self/ns/pid'),
      );
    } catch {
      parts.push('no /proc');
    }
  }
  known = parts.join(' ');
  return known;
}

/** @param {string} path */
function removeQuietly(path) {
  try {
    unlinkSync(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
