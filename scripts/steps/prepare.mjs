import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { takeLock } from '../../lib/db/lock.mjs';
import { build, generateClient } from './build.mjs';
import { installDependencies } from './dependencies.mjs';
import { checkNode } from './node-version.mjs';
import { root } from './root.mjs';
import { say } from './say.mjs';

/**
 * Dependencies, database client and, with `web`, the build: whatever is missing. One at a time in this folder: a
 * second command waits for the first.
 */
export async function prepare({ development, web }) {
  checkNode();
  process.chdir(root);
  process.env.SALLYPORT_ROOT = root;
  if (!isWritable(root)) return;
  mkdirSync(join(root, 'dist'), { recursive: true });
  const release = await takeTurn();
  try {
    await installDependencies({ development });
    if (web) await build();
    else await generateClient();
  } finally {
    release();
  }
}

/** Another user's folder is used as it is: what is not prepared there is found missing by whoever needs it. */
function isWritable(folder) {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

async function takeTurn() {
  let said = false;
  for (;;) {
    const lock = await takeLock(join(root, 'dist/lock'), 'preparing this folder');
    if (lock.ok) return lock.release;
    if (!said) say(`Waiting for process ${lock.owner.pid}, which is preparing this folder`);
    said = true;
    await new Promise((done) => setTimeout(done, 500));
  }
}
