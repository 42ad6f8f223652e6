import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

// A document that names a path which is gone misleads: it fails here.

const root = join(import.meta.dirname, '..');
const documents = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md'].filter((name) =>
  existsSync(join(root, name)),
);
const tops = 'app|bench|bin|components|e2e|lib|prisma|public|scripts|server|docs|\\.ci';

/** Paths of this repository that `text` names: between backticks, and as targets of links. */
function pathsIn(text: string): string[] {
  const quoted = [...text.matchAll(/`([^`\n]+)`/g)].flatMap((match) => (match[1] ?? '').split(/\s+/));
  const linked = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map((match) => match[1] ?? '');
  const named = quoted
    .map((word) => word.replace(/^\.\//, '').replace(/[,;:.]+$/, ''))
    .filter((word) => new RegExp(`^(${tops})/`).test(word) || /^[\w.-]+\.(md|ts|js|mjs|json)$/.test(word))
    .filter((word) => !/[*<>{}…$]|(^|\/)x\./.test(word));
  return [...new Set([...named, ...linked])];
}

/** A bare file name may be a word of the product rather than a file of the repository. */
const words = new Set([
  'policy.json',
  'mcp.json',
  'tools.json',
  'calls.jsonl',
  'policy.schema.json',
  'mcp_config.json',
]);

describe.each(documents)('%s', (name) => {
  test('names only paths that are there', () => {
    const text = readFileSync(join(root, name), 'utf8');
    const gone = pathsIn(text).filter((path) => !words.has(path) && !isThere(path));
    expect(gone).toEqual([]);
  });

  test('names only npm scripts that are there', () => {
    const text = readFileSync(join(root, name), 'utf8');
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map((match) => match[1] ?? '');
    expect(named.filter((script) => !(script in scripts))).toEqual([]);
  });
});

/** `lib/x.ts`, `lib/x` (a folder, or a module's file without its ending), `lib/db/generated` (made by the set-up). */
function isThere(path: string): boolean {
  const full = join(root, path);
  return ['', '.ts', '.tsx', '.mjs'].some((ending) => existsSync(full + ending)) || /generated/.test(path);
}
