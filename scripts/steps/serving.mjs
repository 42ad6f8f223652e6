import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startOf } from '../../lib/db/lock.mjs';
import { root } from './root.mjs';

// Servers that run from this folder leave a file each, so that no build pulls the pages from under them.

const folder = join(root, 'dist/serving');

/** Says that this process serves the build, until it ends. */
export function announceServing() {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, String(process.pid)), startOf(process.pid));
  } catch {
    // A folder that this user cannot write is one that this user cannot build in either.
    return;
  }
  process.on('exit', () => rmSync(join(folder, String(process.pid)), { force: true }));
}

/** Process numbers of the servers that still run. */
export function liveServers() {
  let names = [];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  // A file manager leaves files of its own.
  const found = names.filter((name) => /^\d+$/.test(name)).map(Number);
  return found.filter((pid) => {
    try {
      process.kill(pid, 0);
    } catch (error) {
      if (error.code === 'ESRCH') return forget(pid);
    }
    return readStart(pid) === startOf(pid) || forget(pid);
  });
}

/** Undefined where that server has ended meanwhile. */
function readStart(pid) {
  try {
    return readFileSync(join(folder, String(pid)), 'utf8');
  } catch {
    return undefined;
  }
}

function forget(pid) {
  rmSync(join(folder, String(pid)), { force: true });
  return false;
}
