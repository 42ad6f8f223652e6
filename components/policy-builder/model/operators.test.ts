import { describe, expect, test } from 'vitest';
import { parse } from '@/lib/policy';
import type { Argument, ArgumentKind } from './arguments';
import { operatorsFor, valueField, valueFor } from './operators';

const argument = (kind: ArgumentKind, more: Partial<Argument> = {}): Argument => ({
  path: 'args.x',
  label: 'x',
  kind,
  note: '',
  required: false,
  ...more,
});

describe('condition fields', () => {
  test('an enum offers its choices', () => {
    const choice = argument('choice', { choices: ['quick', 'full'] });
    expect(valueField('eq', choice, 'full')).toEqual({ kind: 'choice', choices: ['quick', 'full'] });
    expect(valueField('in', choice, ['full'])).toEqual({ kind: 'choices', choices: ['quick', 'full'] });
  });

  test.each([
    ['number', 'eq', 5, 'number'],
    ['integer', 'gt', 5, 'number'],
    ['boolean', 'eq', true, 'boolean'],
    ['string', 'eq', 'a', 'text'],
    ['string', 'in', ['a'], 'words'],
    ['string', 'host_in', ['a.example'], 'words'],
    ['string', 'length_lte', 10, 'count'],
    ['list', 'contains', 'a', 'text'],
    ['list', 'contains', [1], 'json'],
    ['object', 'exists', false, 'presence'],
    ['any', 'eq', { a: 1 }, 'json'],
  ] as const)('%s under %s with %j is a %s field', (kind, op, value, field) => {
    expect(valueField(op, argument(kind), value as never).kind).toBe(field);
  });

  test('a value that the field cannot show is shown as JSON, never changed', () => {
    expect(valueField('eq', argument('number'), '5').kind).toBe('json');
    expect(valueField('in', argument('string'), [1, 'a']).kind).toBe('json');
  });

  test('an address offers its host first, a path its folder, and a present operator stays in the list', () => {
    expect(operatorsFor(argument('string', { format: 'uri' }))[0]).toBe('host_in');
    expect(operatorsFor(argument('string', { label: 'file_path' }))[0]).toBe('within');
    expect(operatorsFor(argument('boolean'), 'regex')).toContain('regex');
  });

  test('changing the operator keeps a value that still fits', () => {
    expect(valueFor('lt', argument('number'), 7)).toBe(7);
    expect(valueFor('in', argument('string'), 'a')).toEqual([]);
    expect(valueFor('eq', argument('choice', { choices: ['a', 'b'] }), 'z')).toBe('a');
  });

  test('what the form begins with is always a condition that the language takes', () => {
    const kinds: ArgumentKind[] = [
      'string',
      'number',
      'integer',
      'boolean',
      'choice',
      'list',
      'object',
      'any',
    ];
    for (const kind of kinds) {
      const subject = argument(kind, kind === 'choice' ? { choices: ['a'] } : {});
      for (const op of operatorsFor(subject)) {
        const condition = { path: 'args.x', op, value: valueFor(op, subject, undefined) };
        const policy = {
          version: '1',
          default: 'deny',
          tools: { t: { require: [{ conditions: [condition] }] } },
        };
        expect(parse(JSON.stringify(policy)), `${kind} ${op}`).toMatchObject({ ok: true });
      }
    }
  });
});
