import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { Refusal } from './say.mjs';

/** Refuses a Node that is older than package.json says. `found` is a version without its `v`. */
export function checkNode(found = process.versions.node) {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const wanted = engines.node.replace(/^>=/, '');
  if (isOlder(found, wanted)) {
    throw new Refusal(
      `Sallyport needs Node ${wanted} or newer, and this is ${found}. Get it from https://nodejs.org.`,
    );
  }
}

export function isOlder(found, wanted) {
  const [a, b] = [found, wanted].map((version) => version.split('.').map(Number));
  for (let i = 0; i < b.length; i++) {
    if ((a[i] ?? 0) !== b[i]) return (a[i] ?? 0) < b[i];
  }
  return false;
}
