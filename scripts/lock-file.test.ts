import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

type Entry = { dependencies?: Record<string, string>; optionalDependencies?: Record<string, string> };

test('the lock file names every dependency, those for other platforms too', () => {
  const text = readFileSync(join(import.meta.dirname, '../package-lock.json'), 'utf8');
  const packages = JSON.parse(text).packages as Record<string, Entry>;
  const missing = Object.entries(packages).flatMap(([path, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies })
      .filter((name) => !isThere(path, name))
      .map((name) => `${name}, wanted by ${path || 'package.json'}`),
  );
  expect(missing).toEqual([]);

  /** As Node looks: beside, then in each folder above. */
  function isThere(path: string, name: string): boolean {
    for (
      let folder = path;
      ;
      folder = folder.slice(0, folder.lastIndexOf('node_modules/')).replace(/\/$/, '')
    ) {
      if (`${folder ? `${folder}/` : ''}node_modules/${name}` in packages) return true;
      if (folder === '') return false;
    }
  }
});

test.each(['.', 'bench', 'e2e/conformance'])(
  'the lock file in %s names no registry, so that each machine uses its own',
  (folder) => {
    const text = readFileSync(join(import.meta.dirname, '..', folder, 'package-lock.json'), 'utf8');
    expect(text).not.toMatch(/"resolved": "https?:/);
  },
);
