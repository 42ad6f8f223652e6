import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isInstalled } from './dependencies.mjs';
import { checkNode } from './node-version.mjs';

describe('Node', () => {
  test.each(['18.20.4', '20.18.3', '20.9.0'])(
    '%s is too old, and the sentence names both versions',
    (version) => {
      expect(() => checkNode(version)).toThrow(
        `Sallyport needs Node 20.19 or newer, and this is ${version}. Get it from https://nodejs.org.`,
      );
    },
  );

  test.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('%s will do', (version) => {
    expect(() => checkNode(version)).not.toThrow();
  });
});

describe('dependencies', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sallyport-dependencies-'));
    write('package-lock.json', {
      '': {},
      'node_modules/a': { version: '1.0.0' },
      'node_modules/tool': { version: '1.0.0', dev: true },
      'node_modules/elsewhere': { version: '1.0.0', optional: true },
    });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (path: string, packages: object) => {
    mkdirSync(join(folder, 'node_modules'), { recursive: true });
    writeFileSync(join(folder, path), JSON.stringify({ packages }));
  };
  const install = (versions: Record<string, string>) => {
    const packages = Object.entries(versions).map(([name, version]) => [`node_modules/${name}`, { version }]);
    write('node_modules/.package-lock.json', Object.fromEntries(packages));
    for (const name of Object.keys(versions))
      mkdirSync(join(folder, 'node_modules', name), { recursive: true });
  };

  test('are missing in a fresh clone', () => {
    expect(isInstalled({ development: false, folder })).toBe(false);
  });

  test('are there when npm installed what the lock file says, but for other platforms', () => {
    install({ a: '1.0.0', tool: '1.0.0' });
    expect(isInstalled({ development: true, folder })).toBe(true);
  });

  test('may lack the tools where nothing is developed', () => {
    install({ a: '1.0.0' });
    expect(isInstalled({ development: false, folder })).toBe(true);
    expect(isInstalled({ development: true, folder })).toBe(false);
  });

  test('are stale when the lock file names another version', () => {
    install({ a: '0.9.0', tool: '1.0.0' });
    expect(isInstalled({ development: false, folder })).toBe(false);
  });

  test('are stale when a folder was deleted', () => {
    install({ a: '1.0.0', tool: '1.0.0' });
    rmSync(join(folder, 'node_modules/a'), { recursive: true });
    expect(isInstalled({ development: false, folder })).toBe(false);
  });
});
