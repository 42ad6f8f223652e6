import { describe, expect, test } from 'vitest';
import type { Json } from '@/lib/json';
import { argumentsOf, memberPath } from './arguments';

const of = (properties: Json, rest: { [key: string]: Json } = {}) =>
  argumentsOf({ type: 'object', properties, ...rest }).map(({ path, kind, note }) => [path, kind, note]);

describe('the arguments of an input schema', () => {
  test('are typed by it, with a word about each', () => {
    expect(
      of({
        target: { type: 'string', format: 'uri' },
        max: { type: 'integer', minimum: 1, maximum: 500 },
        rate: { type: ['number', 'null'], minimum: 0 },
        kind: { enum: ['quick', 'full', 'audit'] },
        dry: { type: 'boolean' },
        bag: {},
      }),
    ).toEqual([
      ['args.target', 'string', 'string, uri'],
      ['args.max', 'integer', 'integer 1–500'],
      ['args.rate', 'number', 'number ≥ 0'],
      ['args.kind', 'choice', 'choice of 3'],
      ['args.dry', 'boolean', 'yes or no'],
      ['args.bag', 'any', 'any type'],
    ]);
  });

  test('inside of objects and of every element of a list are offered too', () => {
    expect(
      of({ items: { type: 'array', items: { type: 'object', properties: { sku: { type: 'string' } } } } }),
    ).toEqual([
      ['args.items', 'list', 'list'],
      ['args.items[*]', 'object', 'object'],
      ['args.items[*].sku', 'string', 'string'],
    ]);
  });

  test('with odd names are written with brackets', () => {
    expect(memberPath('args', 'a.b')).toBe('args["a.b"]');
    expect(memberPath('args', '')).toBe('args[""]');
    expect(memberPath('args', 'über')).toBe('args.über');
    expect(of(JSON.parse('{"__proto__":{"type":"string"}}') as Json)).toEqual([
      ['args.__proto__', 'string', 'string'],
    ]);
  });

  test('an optional value in the way of generators is typed by what it is when it is there', () => {
    expect(of({ a: { anyOf: [{ type: 'integer' }, { type: 'null' }] } })).toEqual([
      ['args.a', 'integer', 'integer'],
    ]);
  });

  test('a reference within the document is followed, a circle ends', () => {
    const schema: Json = {
      type: 'object',
      properties: { node: { $ref: '#/$defs/node' }, loop: { $ref: '#/$defs/loop' } },
      $defs: {
        node: { type: 'object', properties: { next: { $ref: '#/$defs/node' } } },
        loop: { $ref: '#/$defs/loop' },
      },
    };
    const paths = argumentsOf(schema).map((argument) => argument.path);
    expect(paths).toContain('args.node.next.next');
    expect(paths.length).toBeLessThan(20);
  });

  test.each([
    undefined,
    null,
    true,
    'x',
    [],
    { type: 'object' },
    { properties: [] },
    { properties: { a: 5 } },
  ])('of %j never break the form', (schema) => {
    expect(() => argumentsOf(schema as Json | undefined)).not.toThrow();
  });

  test('are at most 300', () => {
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`a${i}`, { type: 'string' }]));
    expect(of(many as Json)).toHaveLength(300);
  });
});
