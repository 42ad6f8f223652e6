import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { operations } from './operations';

const folder = 'app/api/v1';

function routes(at: string): string[] {
  return readdirSync(at).flatMap((name) => {
    const path = join(at, name);
    if (statSync(path).isDirectory()) return routes(path);
    return name === 'route.ts' && !path.includes('openapi.json') ? [path] : [];
  });
}

it('every operation is served at its own path, and nothing else is', () => {
  const served = routes(folder).flatMap((path) => {
    const url = path.slice(folder.length, -'/route.ts'.length).replace(/\[(\w+)\]/g, '{$1}');
    const methods = [...readFileSync(path, 'utf8').matchAll(/^export const ([A-Z]+) = serve\(/gm)];
    return methods.map(([, method]) => `${method} ${url}`);
  });
  expect(served.sort()).toEqual(operations.map(({ method, path }) => `${method} ${path}`).sort());
  expect(existsSync(join(folder, 'openapi.json/route.ts'))).toBe(true);
});
