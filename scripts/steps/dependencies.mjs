import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { command } from './command.mjs';
import { root } from './root.mjs';
import { say } from './say.mjs';

/**
 * `npm ci` where node_modules is missing, or is not what package-lock.json says. npm writes down what it installed, so
 * the two are compared; a package for another platform may be missing, and with `development: false` so may the tools.
 */
export async function installDependencies({ development }) {
  if (isInstalled({ development })) return;
  say('Installing dependencies');
  await command('npm', ['ci', '--no-audit', '--no-fund'], {
    quiet: true,
    // A production environment would leave the tools out, and the next command would install once more.
    env: { NODE_ENV: '' },
    or: 'The dependencies could not be installed: npm says why above.',
  });
}

export function isInstalled({ development, folder = root }) {
  const wanted = read(join(folder, 'package-lock.json'));
  const found = read(join(folder, 'node_modules/.package-lock.json'));
  if (!wanted || !found) return false;
  return Object.entries(wanted.packages).every(([path, entry]) => {
    if (path === '') return true;
    const there = found.packages[path];
    if (!there) return entry.optional || entry.devOptional || entry.peer || (entry.dev && !development);
    return there.version === entry.version && existsSync(join(folder, path));
  });
}

function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
