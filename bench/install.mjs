// The peers are a package of their own, installed when the bench is first run.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));

/** `name`: the one that is needed. */
export function installPeers(name) {
  if (existsSync(join(folder, 'node_modules', name))) return;
  console.error('Installing what to compare with …');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) throw new Error('What to compare with could not be installed.');
}
