import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { operations } from './operations';

const folder = 'app/api/v1';
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
type Route = Record<
  (typeof methods)[number] | 'OPTIONS',
  (request: Request, context: object) => Promise<Response>
>;

function routes(at: string): string[] {
  return readdirSync(at).flatMap((name) => {
    const path = join(at, name);
    if (statSync(path).isDirectory()) return routes(path);
    return name === 'route.ts' && !/openapi\.json|\.\.\./.test(path) ? [path] : [];
  });
}

it('every operation is served at its own path, and what is not served there is told', async () => {
  const served: string[] = [];
  for (const path of routes(folder)) {
    const url = path.slice(folder.length, -'/route.ts'.length).replace(/\[(\w+)\]/g, '{$1}');
    const route: Route = await import(/* @vite-ignore */ `@/${path}`);
    const options = await route.OPTIONS(new Request('http://127.0.0.1'), {});
    const allowed = options.headers.get('Allow')?.split(', ') ?? [];
    served.push(...allowed.filter((method) => method !== 'OPTIONS').map((method) => `${method} ${url}`));
    for (const method of methods.filter((one) => !allowed.includes(one))) {
      const refused = await route[method](new Request('http://127.0.0.1', { method }), {});
      expect(refused.status, `${method} ${url}`).toBe(405);
      expect(refused.headers.get('Allow')).toBe(allowed.join(', '));
      expect(await refused.json()).toMatchObject({ error: { code: 'method_not_allowed' } });
    }
  }
  expect(served.sort()).toEqual(operations.map(({ method, path }) => `${method} ${path}`).sort());
  expect(existsSync(join(folder, 'openapi.json/route.ts'))).toBe(true);
});
