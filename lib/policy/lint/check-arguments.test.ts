import { expect, test } from 'vitest';
import type { Json } from '@/lib/json';
import { compile } from '../compile';
import { decide, type Policy } from '../index';
import { lint } from './index';

const policy: Policy = {
  version: '1',
  default: 'deny',
  tools: { write_page: { validate_arguments: true } },
};
const found = (inputSchema?: Json) =>
  lint(policy, [{ name: 'write_page', class: 'Write', inputSchema }]).filter(
    ({ code }) => code === 'unusable-schema',
  );

test.each<[string, Json, Json]>([
  ['a type that is none', { type: 5 }, {}],
  ['another dialect', { $schema: 'http://json-schema.org/draft-04/schema#', type: 'object' }, {}],
  ['no schema', 'object', {}],
  ['null for a schema', null, {}],
  ['a reference to nothing', { properties: { text: { $ref: '#/nope' } } }, { text: 'a' }],
  [
    'a reference out of the document',
    { properties: { text: { $ref: 'https://a.example/' } } },
    { text: 'a' },
  ],
  ['a pattern that RE2 does not know', { properties: { text: { pattern: '(?=a)' } } }, { text: 'a' }],
])('a schema with %s is found, as its calls are denied', (_what, schema, args) => {
  expect(found(schema)[0]?.message).toMatch(/Calls of `write_page` are denied: .*schema is unusable\.$/);
  const call = { tool: 'write_page', arguments: args };
  expect(decide(compile(policy), call, { nowMs: 0, schema }).verdict).toBe('deny');
});

test('a tool without a schema is told apart', () => {
  expect(found()[0]?.message).toMatch(/its input schema is missing\.$/);
});

test.each<[string, Json]>([
  ['nothing but a type', { type: 'object' }],
  ['anything', true],
  [
    'required arguments, a reference within and a pattern',
    {
      type: 'object',
      properties: { text: { $ref: '#/$defs/text' }, count: { type: 'integer', minimum: 1 } },
      required: ['text', 'count'],
      $defs: { text: { type: 'string', pattern: '^[a-z]+$' } },
    },
  ],
])('a schema of %s can be judged', (_what, schema) => {
  expect(found(schema)).toEqual([]);
});
