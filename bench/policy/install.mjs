// The peers are a package of their own, installed when the bench is first run.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(dirname(fileURLToPath(import.meta.url)));

export function installPeers() {
  if (existsSync(join(folder, 'node_modules/casbin'))) return;
  console.error('Installing the engines to compare with …');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) throw new Error('The engines to compare with could not be installed.');
}
