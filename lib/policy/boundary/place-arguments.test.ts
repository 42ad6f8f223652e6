import { describe, expect, it } from 'vitest';
import type { JsonObject } from '@/lib/json';
import { satisfies } from '../schema';
import { usualArguments } from './place-arguments';

const schema: JsonObject = {
  type: 'object',
  required: [
    'target',
    'kind',
    'a.b',
    'amount',
    'share',
    'id',
    'code',
    'when',
    'deep',
    'region',
    'pair',
    'ref',
  ],
  properties: {
    target: { type: 'string', format: 'uri' },
    kind: { enum: ['quick', 'full'], default: 'full' },
    'a.b': {
      type: 'array',
      items: { type: 'object', properties: { x: { type: 'string' } }, required: ['x'] },
    },
    amount: { type: 'integer', minimum: 5, maximum: 500 },
    share: { type: 'number', exclusiveMinimum: 1, maximum: 2 },
    id: { type: 'string', examples: ['acme-17'] },
    code: { type: 'string', pattern: '^[A-Z]{3}-[0-9]{2}$' },
    when: { type: 'string', minLength: 6, maxLength: 8 },
    deep: { type: 'object', properties: { yes: { type: 'boolean' } }, required: ['yes'] },
    region: { anyOf: [{ type: 'string', default: 'eu-1' }, { type: 'null' }] },
    pair: { type: 'array', items: { type: 'number' }, minItems: 2 },
    ref: { $ref: '#/$defs/name' },
    note: { type: 'string' },
  },
  $defs: { name: { type: 'string', const: 'main' } },
};

describe('usual arguments', () => {
  const args = usualArguments(schema);

  it('have everything that the schema requires, as the schema itself shows it, and nothing else', () => {
    expect(args).toEqual({
      target: 'https://example.com/',
      kind: 'full',
      'a.b': [{ x: 'text' }],
      amount: 5,
      share: 1.5,
      id: 'acme-17',
      code: 'AAA-00',
      when: 'textxx',
      deep: { yes: true },
      region: 'eu-1',
      pair: [1, 1],
      ref: 'main',
    });
    expect(satisfies(schema, args)).toBe(true);
  });

  it('are the same for the same schema', () => {
    expect(usualArguments(schema)).toEqual(args);
  });

  it('are none where nothing is required or nothing is known', () => {
    expect(usualArguments({ type: 'object', properties: { a: { type: 'string' } } })).toEqual({});
    expect(usualArguments(undefined)).toEqual({});
    expect(usualArguments('nonsense')).toEqual({});
  });

  it('do not take an example of another type than the schema’s', () => {
    const wrong = { type: 'object', required: ['n'], properties: { n: { type: 'number', default: 'many' } } };
    expect(usualArguments(wrong)).toEqual({ n: 1 });
  });
});
