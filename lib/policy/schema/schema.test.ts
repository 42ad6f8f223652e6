import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '@/lib/json';
import { type Random, randomFrom } from '../testing/generate';
import { SchemaJudge } from './judge';
import { satisfies } from './satisfies';

const scalars: readonly Json[] = [null, true, 0, 1, 2.5, -3, '', 'a', 'abc', '😀'];

function schemaOf(random: Random, depth: number, newer: boolean): Json {
  if (depth === 0 || random.chance(0.1)) return random.chance(0.8) ? leaf(random) : random.chance(0.7);
  const below = () => schemaOf(random, depth - 1, newer);
  const list = () => Array.from({ length: 1 + random.below(2) }, below);
  const map = () =>
    Object.fromEntries(['a', 'b', 'c'].filter(() => random.chance(0.5)).map((name) => [name, below()]));
  const both: (() => JsonObject)[] = [
    () => leaf(random),
    () => ({ properties: map() }),
    () => ({ properties: map(), additionalProperties: below() }),
    () => ({ patternProperties: { '^[ab]$': below() }, required: random.chance(0.5) ? ['a'] : [] }),
    () => ({ propertyNames: { maxLength: random.below(3) } }),
    () => ({ minProperties: random.below(2), maxProperties: 1 + random.below(3) }),
    () => ({ allOf: list() }),
    () => ({ anyOf: list() }),
    () => ({ oneOf: list() }),
    () => ({ not: below() }),
    () => JSON.parse(JSON.stringify({ if: below(), THEN: below(), else: below() }).replace('THEN', 'then')),
    () => ({ items: below(), minItems: random.below(2) }),
    () => ({ contains: below() }),
    () => ({ uniqueItems: true, maxItems: 2 }),
    () => ({ $ref: random.pick(['#/definitions/x', '#/definitions/y']) }),
  ];
  const only: (() => JsonObject)[] = newer
    ? [
        () => ({ prefixItems: list(), items: below() }),
        () => ({ dependentSchemas: { a: below() } }),
        () => ({ allOf: [below()], unevaluatedProperties: below() }),
        () => ({ allOf: list(), unevaluatedItems: below() }),
        () => ({ contains: below(), minContains: random.below(3), maxContains: 2 }),
      ]
    : [
        () => ({ items: list(), additionalItems: below() }),
        () => ({ dependencies: { a: below(), b: ['c'] } }),
        () => ({ const: { a: 1 } }),
        () => ({ enum: [[1], 'a', { a: 1 }] }),
      ];
  const makers = [...both, ...only];
  const schema = random.pick(makers)();
  // ajv judges what stands beside a reference in draft-07 too, and lets `contains` beside a tuple pass for an empty list.
  if (Object.hasOwn(schema, '$ref') || Object.hasOwn(schema, 'contains') || random.chance(0.7)) return schema;
  const { $ref: _, contains: __, minContains: ___, maxContains: ____, ...more } = random.pick(makers)();
  return { ...schema, ...more };
}

function leaf(random: Random): JsonObject {
  return random.pick<JsonObject>([
    { type: 'number' },
    { type: ['string', 'null'] },
    { type: 'integer', minimum: 0 },
    { exclusiveMaximum: 2 },
    { multipleOf: 0.5 },
    { minLength: 1, maxLength: 2 },
    { pattern: '^a' },
    { enum: ['a', 1, null] },
    { const: 'abc' },
    { type: 'object' },
    {},
  ]);
}

function instance(random: Random, depth: number): Json {
  if (depth === 0 || random.chance(0.3)) return random.pick(scalars);
  if (random.chance(0.4)) return Array.from({ length: random.below(4) }, () => instance(random, depth - 1));
  return Object.fromEntries(
    ['a', 'b', 'c', 'dd'].filter(() => random.chance(0.4)).map((name) => [name, instance(random, depth - 1)]),
  );
}

/** ajv 8 lets `contains` look at all elements for unevaluatedItems, and carries its answer from one list of a loop to an empty one. */
function isWrongInAjv(schema: Json, value: Json): boolean {
  const text = JSON.stringify(schema);
  if (!text.includes('"contains"')) return false;
  return text.includes('"unevaluatedItems"') || JSON.stringify(value).includes('[]');
}

describe('the schema interpreter', () => {
  for (const newer of [true, false]) {
    it(`says what ajv says of ${newer ? '2020-12' : 'draft-07'}`, () => {
      const $schema = newer
        ? 'https://json-schema.org/draft/2020-12/schema'
        : 'http://json-schema.org/draft-07/schema#';
      // One for all: the schemas name nothing outside themselves, and making one costs more than all that it is asked.
      const ajv = newer
        ? new Ajv2020({ strict: false, logger: false })
        : new Ajv({ strict: false, logger: false });
      let valid = 0;
      for (let seed = 0; seed < 300; seed++) {
        const random = randomFrom(seed);
        const body = schemaOf(random, 3, newer);
        if (typeof body !== 'object' || body === null || Array.isArray(body)) continue;
        const definitions = { x: schemaOf(random, 1, newer), y: leaf(random) };
        if (JSON.stringify(definitions).includes('$ref')) continue;
        const schema = { $schema, ...body, definitions };
        const validate = ajv.compile(schema);
        for (let i = 0; i < 4; i++) {
          const value = instance(random, 3);
          if (isWrongInAjv(schema, value)) continue;
          const told = validate(value);
          const said = new SchemaJudge(schema, 100_000).accepts(value);
          if (told !== said) throw new Error(`ajv says ${told}: ${JSON.stringify({ seed, schema, value })}`);
          if (told) valid++;
        }
      }
      expect(valid).toBeGreaterThan(150);
    });
  }

  it('gives up on schemas that take too long, and that is a denial', () => {
    const bomb: JsonObject = { definitions: {}, $ref: '#/definitions/d0' };
    for (let i = 0; i < 30; i++)
      (bomb.definitions as JsonObject)[`d${i}`] = {
        anyOf: [{ $ref: `#/definitions/d${i + 1}` }, { $ref: `#/definitions/d${i + 1}` }],
      };
    (bomb.definitions as JsonObject).d30 = true;
    expect(satisfies(bomb, {})).toBe(false);
    expect(satisfies({ $ref: '#' }, {})).toBe(false);
    expect(satisfies({ allOf: [{ $ref: '#' }] }, {})).toBe(false);
    let deep: Json = true;
    for (let i = 0; i < 100_000; i++) deep = { allOf: [deep] };
    expect(satisfies(deep, {})).toBe(false);
  });

  it('is not fooled by names that objects inherit', () => {
    expect(satisfies({ type: 'object', properties: {} }, { constructor: 1 })).toBe(false);
    expect(satisfies({ properties: {} }, JSON.parse('{"__proto__":{"a":1}}'))).toBe(false);
    const named = JSON.parse('{"properties":{"__proto__":{"properties":{"a":true}}}}') as Json;
    expect(satisfies(named, JSON.parse('{"__proto__":{"a":1}}'))).toBe(true);
    expect(satisfies({ type: 'toString' }, {})).toBe(false);
  });
});
