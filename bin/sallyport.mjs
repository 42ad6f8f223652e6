#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { builtCommandLine } from '../scripts/steps/command-line.mjs';
import { checkNode } from '../scripts/steps/node-version.mjs';
import { Refusal } from '../scripts/steps/say.mjs';

// The command line's launcher: plain JavaScript, so that it runs right after `npm ci`. It bundles bin/main.ts where the
// sources have changed, then hands over.

const root = dirname(dirname(fileURLToPath(import.meta.url)));

try {
  checkNode();
  if (!existsSync(join(root, 'node_modules/esbuild'))) {
    throw new Refusal(`The dependencies are not installed: run \`npm ci\` in ${root}.`);
  }
  process.env.SALLYPORT_ROOT ||= root;
  process.env.NODE_ENV ||= 'production';
  const { main } = await import(pathToFileURL(await builtCommandLine()).href);
  process.exitCode = await main(process.argv.slice(2), process);
} catch (error) {
  console.error(sentenceOf(error));
  process.exitCode = 2;
}

/** What can be put right is one sentence; a fault of ours keeps its stack. */
function sentenceOf(error) {
  if (error instanceof Refusal) return error.message;
  if (error?.name === 'AppError') return [error.message, error.hint].filter(Boolean).join(' ');
  return error;
}
