import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
  return names.map(Number).filter((pid) => {
    try {
      process.kill(pid, 0);
    } catch (error) {
      if (error.code === 'ESRCH') return forget(pid);
    }
    return readFileSync(join(folder, String(pid)), 'utf8') === startOf(pid) || forget(pid);
  });
}

function forget(pid) {
  rmSync(join(folder, String(pid)), { force: true });
  return false;
}

/** Tells a process from a later one with the same number, where the system says when it began. */
function startOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
