import { beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { makeTeam } from '@/lib/accounts/testing/people';
import { createApiToken } from '@/lib/control';
import type { AnyOperation } from './operation';
import { operations } from './operations';
import { askOperation } from './testing/program';

// What is wrong with a request is told in sentences of our own, and never by a 500.

const ofZod =
  /Invalid (input|option|string|key|element|number|discriminator)|Too (big|small)|Unrecognized|expected /;
const odd: readonly unknown[] = [
  null,
  true,
  -1.5,
  1e300,
  '',
  '\0',
  'zzz',
  'x'.repeat(9_000),
  [],
  [null],
  {},
  { a: 1 },
];

let token = '';
beforeAll(async () => {
  const team = await makeTeam();
  token = (await createApiToken(team.as('owner'), { name: 'program', role: 'owner' })).token;
});

function keysOf(Schema: z.ZodType | null): string[] {
  const shape = Schema !== null && 'shape' in Schema ? (Schema.shape as object) : {};
  return Object.keys(shape);
}

/** One fault at a time. A path's names are those of nothing there is. */
function* requestsOf(made: AnyOperation): Generator<{ params?: object; query?: string; body?: unknown }> {
  const names = [...made.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const params = Object.fromEntries(names.map((name) => [name, 'nobody']));
  const body = made.body === null ? {} : { body: {} };
  for (const name of names)
    for (const value of ['a\0b', 'x'.repeat(9_000)]) yield { params: { ...params, [name]: value }, ...body };
  for (const key of [...keysOf(made.query), 'unheard_of'])
    for (const value of odd.filter((one) => typeof one === 'string'))
      yield { params, ...body, query: `?${key}=${encodeURIComponent(value)}` };
  if (made.body === null) return;
  for (const value of odd) {
    yield { params, body: value };
    for (const key of [...keysOf(made.body), 'unheard_of']) yield { params, body: { [key]: value } };
  }
}

describe('what is wrong with a request', () => {
  it.each(operations.map((made) => [made.id, made] as const))('%s', async (_, made) => {
    for (const { params = {}, query = '', body } of requestsOf(made)) {
      const request = new Request(`http://127.0.0.1:3000/api/v1${made.path}${query}`, {
        method: made.method,
        headers: {
          host: '127.0.0.1:3000',
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
        },
        body: body === undefined ? null : JSON.stringify(body),
      });
      const { status, json } = await askOperation(made, request, params);
      const seen = { params, query, body, status, json };
      expect(status, JSON.stringify(seen).slice(0, 600)).toBeLessThan(500);
      if (status >= 400) expect(json.error.message, JSON.stringify(seen).slice(0, 600)).not.toMatch(ofZod);
    }
  });
});
