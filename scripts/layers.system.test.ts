import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

// The layer table is in biome.json and nowhere else. Here every kind of violation is planted in a small tree of
// its own, beside a clean file, and the linter has to find each of them.

const root = join(import.meta.dirname, '..');
let tree = '';

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'sallyport-layers-'));
  cpSync(join(root, 'biome.json'), join(tree, 'biome.json'));
  cpSync(join(root, 'scripts/lint'), join(tree, 'scripts/lint'), { recursive: true });
  cpSync(join(root, 'tsconfig.json'), join(tree, 'tsconfig.json'));
  writeFileSync(join(tree, '.gitignore'), 'node_modules/\n');
});

afterAll(() => rmSync(tree, { recursive: true, force: true }));

/** Lints the given files as if they were the repository; the rules that were broken, each as `file rule`. */
function lint(files: Record<string, string>): string[] {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(tree, dirname(path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  }
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const run = spawnSync(process.execPath, [biome, 'lint', '--reporter=json', ...Object.keys(files)], {
    cwd: tree,
    encoding: 'utf8',
  });
  for (const path of Object.keys(files)) rmSync(join(tree, path));
  const report = JSON.parse(run.stdout) as {
    diagnostics: { category: string; severity: string; location: { path: string | { file: string } } }[];
  };
  const errors = report.diagnostics.filter((found) => found.severity === 'error');
  expect(run.status === 0).toBe(errors.length === 0);
  return errors.map(({ location, category }) => {
    const path = typeof location.path === 'string' ? location.path : location.path.file;
    return `${path} ${category.split('/').at(-1)}`;
  });
}

const planted: [kind: string, path: string, text: string, rule: string][] = [
  ['a pure module that reads files', 'lib/policy/x.ts', "import 'node:fs';", 'noRestrictedImports'],
  ['a pure module that uses React', 'lib/risk/x.ts', "import 'react';", 'noRestrictedImports'],
  ['a module that looks up', 'lib/json/x.ts', "import '@/lib/policy';", 'noRestrictedImports'],
  ['an attack that knows the gateway', 'lib/attacks/x.ts', "import '@/lib/gateway';", 'noRestrictedImports'],
  [
    'a public index that knows organisations',
    'lib/registry/x.ts',
    "import '@/lib/catalogue';",
    'noRestrictedImports',
  ],
  ['a gateway that knows a database', 'lib/gateway/x.ts', "import '@/lib/db';", 'noRestrictedImports'],
  ['a module beside the table', 'lib/audit/x.ts', "import '@/lib/accounts';", 'noRestrictedImports'],
  ['lib that draws', 'lib/control/x.ts', "import '@/components/ui/button';", 'noRestrictedImports'],
  ['lib that knows Next', 'lib/catalogue/x.ts', "import 'next/headers';", 'noRestrictedImports'],
  ["a module's insides", 'lib/control/x.ts', "import '@/lib/policy/decide';", 'noRestrictedImports'],
  ["a module's insides from a page", 'app/x.ts', "import '@/lib/policy/decide';", 'noRestrictedImports'],
  ['a face gone round by a path', 'lib/policy/x.ts', "import '../json';", 'plugin'],
  ['a way out of a module', 'lib/policy/findings/x.ts', "import '../../json';", 'noRestrictedImports'],
  ['Prisma outside lib/db', 'lib/control/x.ts', "import '@prisma/client';", 'noRestrictedImports'],
  ['the driver outside lib/db', 'lib/audit/x.ts', "import 'pg';", 'noRestrictedImports'],
  ['better-auth outside lib/accounts', 'app/x.ts', "import 'better-auth';", 'noRestrictedImports'],
  ['a component that decides', 'components/x.ts', "import '@/lib/control';", 'noRestrictedImports'],
  ['a component on the server', 'components/x.ts', "import 'node:fs';", 'noRestrictedImports'],
  ['a button that knows policies', 'components/ui/x.ts', "import '@/lib/policy';", 'noRestrictedImports'],
  ['a command that draws', 'bin/x.ts', "import '@/components/ui/button';", 'noRestrictedImports'],
  ['a script that needs a package', 'scripts/x.mjs', "import 'esbuild';", 'noRestrictedImports'],
  ['a clock in a pure module', 'lib/policy/x.ts', 'export const now = () => Date.now();', 'plugin'],
  ['chance in a pure module', 'lib/risk/x.ts', 'export const roll = () => Math.random();', 'plugin'],
  [
    'a foreign pattern for V8',
    'lib/policy/x.ts',
    'export const find = (p: string) => new RegExp(p);',
    'plugin',
  ],
  ['network in a pure module', 'lib/mcp/x.ts', "export const get = () => fetch('/');", 'noRestrictedGlobals'],
  ['any', 'lib/db/x.ts', 'export const x: any = 1;', 'noExplicitAny'],
  ['a default export', 'lib/db/x.ts', 'export default 1;', 'noDefaultExport'],
  ['a file name in camel case', 'lib/db/someFile.ts', 'export const x = 1;', 'useFilenamingConvention'],
  ['a file of 401 lines', 'lib/db/x.ts', 'export {};\n'.repeat(401), 'noExcessiveLinesPerFile'],
  ['a skipped test', 'lib/db/x.test.ts', "test.skip('x', () => {});", 'noSkippedTests'],
  ['a focused test', 'lib/db/x.test.ts', "test.only('x', () => {});", 'noFocusedTests'],
];

describe('the layer table', () => {
  test.each(planted)('%s is refused', (_kind, path, text, rule) => {
    expect(lint({ [path]: `${text}\n` })).toContain(`${path} ${rule}`);
  });

  test('two files that import each other are refused', () => {
    const found = lint({
      'lib/db/a.ts': "import { b } from './b';\nexport const a = () => b;\n",
      'lib/db/b.ts': "import { a } from './a';\nexport const b = () => a;\n",
    });
    expect(found).toContain('lib/db/a.ts noImportCycles');
  });

  test('what a module marks as private stays inside its folder', () => {
    const found = lint({
      'lib/db/inner/a.ts': '/** @private */\nexport const a = 1;\n',
      'lib/db/b.ts': "import { a } from './inner/a';\nexport const b = a;\n",
    });
    expect(found).toContain('lib/db/b.ts noPrivateImports');
  });

  test('what the table allows passes', () => {
    const found = lint({
      'lib/policy/x.ts': "import '@/lib/json';\nimport 'zod';\nimport './y';\n",
      'lib/policy/findings/x.ts': "import '../y';\nimport '@/lib/json';\n",
      'lib/db/x.ts': "import 'pg';\nimport '@/lib/env';\nimport '@prisma/adapter-pg';\n",
      'lib/control/x.test.ts': "import 'node:fs';\nimport '@/lib/accounts';\n",
      'components/x.ts': "import '@/components/ui/button';\nimport '@/lib/policy';\n",
      'app/x.ts': "import '@/lib/control';\nimport '@/components/policy-builder';\n",
    });
    expect(found).toEqual([]);
  });
});
