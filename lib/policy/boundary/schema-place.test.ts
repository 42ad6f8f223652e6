import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/json';
import { placeAt, typesTogether } from './schema-place';

const at = (schema: Json, ...names: string[]) =>
  placeAt(
    schema,
    names.map((name) => (name === '*' ? null : name)),
  );

describe('a path in an input schema', () => {
  const schema: Json = {
    type: 'object',
    properties: {
      amount: { type: 'number' },
      to: {
        type: 'array',
        items: { type: 'object', properties: { mail: { type: 'string' } }, required: ['mail'] },
      },
      target: { $ref: '#/$defs/target' },
      either: { anyOf: [{ type: 'string' }, { type: 'object', properties: { id: { type: 'string' } } }] },
      free: { type: 'object' },
      map: { type: 'object', additionalProperties: { type: 'integer' } },
    },
    required: ['amount', 'to'],
    additionalProperties: true,
    $defs: {
      target: { type: 'object', properties: { next: { $ref: '#/$defs/target' } }, required: ['next'] },
    },
  };

  it('is declared, and required only where every step is', () => {
    expect(at(schema, 'amount')).toMatchObject({ declared: 'yes', optional: false });
    expect(at(schema, 'to', '*', 'mail')).toMatchObject({ declared: 'yes', optional: false });
    expect(at(schema, 'target', 'next', 'next')).toMatchObject({ declared: 'yes', optional: true });
  });

  it('is not declared by additionalProperties: true, and the names nearby are told', () => {
    const place = at(schema, 'amont');
    expect(place.declared).toBe('no');
    expect(place.siblings).toContain('amount');
  });

  it('is unknown below an object that declares nothing, and not declared below a string', () => {
    expect(at(schema, 'free', 'x').declared).toBe('unknown');
    expect(at(schema, 'amount', 'x').declared).toBe('no');
  });

  it('is declared by one alternative, and by a schema for further names', () => {
    expect(at(schema, 'either', 'id').declared).toBe('yes');
    const place = at(schema, 'map', 'anything');
    expect(place.declared).toBe('yes');
    expect([...(typesTogether(place.alternatives[0] ?? []) ?? [])]).toEqual(['number']);
  });

  it('is never said to be undeclared by what could not be followed', () => {
    const known = { properties: { a: {} } };
    const many = Array.from({ length: 33 }, (_, i) => ({ properties: { [`b${i}`]: {} } }));
    expect(at({ $ref: 'https://example.com/elsewhere', ...known }, 'b').declared).toBe('unknown');
    expect(at({ allOf: [{ anyOf: many }, known] }, 'b32').declared).toBe('unknown');
    expect(at({ allOf: [{ anyOf: many.slice(1) }, known] }, 'b0').declared).toBe('no');
  });

  it('is read through a schema that refers to itself, which says nothing more inside of itself', () => {
    const self = { $ref: '#' };
    const twisted: Json = {
      properties: { a: self },
      anyOf: [self, { $ref: '#/properties/a' }, { properties: { x: self } }],
    };
    expect(at(twisted, 'x', 'a', 'x')).toMatchObject({ declared: 'yes', siblings: [] });
    expect(at(twisted, 'x', 'a', 'y').declared).toBe('no');
    expect(at(twisted).alternatives).toHaveLength(3);
  });

  it('costs little when a schema refers to itself in many ways', () => {
    const self = { $ref: '#' };
    let looks = 0;
    const bomb: Json = new Proxy(
      { anyOf: Array.from({ length: 30 }, () => ({ allOf: [self, self], properties: { a: self } })) },
      {
        get(schema, name) {
          looks += 1;
          return Reflect.get(schema, name);
        },
      },
    );
    at(bomb, 'a', 'a', 'a', 'a');
    expect(looks).toBeGreaterThan(4);
    expect(looks).toBeLessThan(100);
  });
});
