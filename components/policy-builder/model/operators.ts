/** How the form speaks about operators: their words, which fit an argument, and what field their value needs. */

import type { Json } from '@/lib/json';
import type { Operator } from '@/lib/policy';
import type { Argument, ArgumentKind } from './arguments';

const words: Record<Operator, string> = {
  eq: 'is',
  neq: 'is not',
  lt: 'is less than',
  lte: 'is at most',
  gt: 'is more than',
  gte: 'is at least',
  in: 'is one of',
  not_in: 'is none of',
  exists: 'is given',
  regex: 'matches',
  not_regex: 'does not match',
  contains: 'contains',
  not_contains: 'does not contain',
  starts_with: 'starts with',
  ends_with: 'ends with',
  length_lte: 'is at most … long',
  length_gte: 'is at least … long',
  host_in: 'host is one of',
  within: 'is inside folder',
};

export function operatorWords(op: Operator): string {
  return words[op];
}

const text: Operator[] = [
  'eq',
  'neq',
  'in',
  'not_in',
  'starts_with',
  'ends_with',
  'contains',
  'not_contains',
];
const more: Operator[] = ['regex', 'not_regex', 'host_in', 'within', 'length_lte', 'length_gte'];
const number: Operator[] = ['lte', 'lt', 'gte', 'gt', 'eq', 'neq', 'in', 'not_in'];

const fitting: Record<ArgumentKind, Operator[]> = {
  string: [...text, ...more, 'exists'],
  number: [...number, 'exists'],
  integer: [...number, 'exists'],
  boolean: ['eq', 'exists'],
  choice: ['eq', 'neq', 'in', 'not_in', 'exists'],
  list: ['contains', 'not_contains', 'length_lte', 'length_gte', 'eq', 'exists'],
  object: ['exists', 'eq', 'neq'],
  any: [...text, 'lt', 'lte', 'gt', 'gte', ...more, 'exists'],
};

/** The operators to offer, the likeliest first. One that the policy uses already is always among them. */
export function operatorsFor(argument: Argument | undefined, present?: Operator): Operator[] {
  const base = fitting[argument?.kind ?? 'any'];
  const first = firstChoice(argument);
  const ordered = first ? [first, ...base.filter((op) => op !== first)] : base;
  return present === undefined || ordered.includes(present) ? ordered : [...ordered, present];
}

function firstChoice(argument: Argument | undefined): Operator | undefined {
  if (argument?.kind !== 'string') return undefined;
  const format = argument.format ?? '';
  if (/^(?:uri|url|iri)/.test(format)) return 'host_in';
  if (/(?:^|[._])(?:path|file|folder|directory|dir)$/i.test(argument.label)) return 'within';
  return undefined;
}

export type ValueField =
  | { kind: 'text'; placeholder?: string }
  | { kind: 'number' }
  | { kind: 'count' }
  | { kind: 'boolean' }
  | { kind: 'presence' }
  | { kind: 'choice'; choices: Json[] }
  | { kind: 'choices'; choices: Json[] }
  | { kind: 'words'; of: 'text' | 'number' | 'host' }
  | { kind: 'json' };

/** The field for a condition's value: typed by operator and argument; JSON where the present value fits no better one. */
export function valueField(op: Operator, argument: Argument | undefined, value: Json): ValueField {
  const field = wantedField(op, argument);
  return fits(field, value) ? field : { kind: 'json' };
}

function wantedField(op: Operator, argument: Argument | undefined): ValueField {
  switch (op) {
    case 'exists':
      return { kind: 'presence' };
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return { kind: 'number' };
    case 'length_lte':
    case 'length_gte':
      return { kind: 'count' };
    case 'host_in':
      return { kind: 'words', of: 'host' };
    case 'within':
      return { kind: 'text', placeholder: '/srv/files' };
    case 'regex':
    case 'not_regex':
      return { kind: 'text', placeholder: '^[a-z]+$' };
    case 'starts_with':
    case 'ends_with':
      return { kind: 'text' };
    case 'in':
    case 'not_in':
      return listField(argument);
    case 'contains':
    case 'not_contains':
      return argument?.kind === 'list' ? scalarField(argument.element) : { kind: 'text' };
    case 'eq':
    case 'neq':
      return scalarField(argument);
    default:
      return op satisfies never;
  }
}

function scalarField(argument: Argument | undefined): ValueField {
  switch (argument?.kind) {
    case 'choice':
      return { kind: 'choice', choices: argument.choices ?? [] };
    case 'number':
    case 'integer':
      return { kind: 'number' };
    case 'boolean':
      return { kind: 'boolean' };
    case 'string':
    case undefined:
      return { kind: 'text' };
    default:
      return { kind: 'json' };
  }
}

function listField(argument: Argument | undefined): ValueField {
  if (argument?.kind === 'choice') return { kind: 'choices', choices: argument.choices ?? [] };
  if (argument?.kind === 'number' || argument?.kind === 'integer') return { kind: 'words', of: 'number' };
  return argument === undefined || argument.kind === 'string'
    ? { kind: 'words', of: 'text' }
    : { kind: 'json' };
}

function fits(field: ValueField, value: Json): boolean {
  switch (field.kind) {
    case 'text':
      return typeof value === 'string';
    case 'number':
    case 'count':
      return typeof value === 'number';
    case 'boolean':
    case 'presence':
      return typeof value === 'boolean';
    case 'choice':
      return value === null || typeof value !== 'object';
    case 'choices':
      return Array.isArray(value) && value.every((item) => item === null || typeof item !== 'object');
    case 'words':
      return (
        Array.isArray(value) &&
        value.every((item) => typeof item === (field.of === 'number' ? 'number' : 'string'))
      );
    case 'json':
      return true;
    default:
      return field satisfies never;
  }
}

/** A value to begin with when an operator or an argument is chosen; what is there is kept where it fits. */
export function valueFor(op: Operator, argument: Argument | undefined, present: Json | undefined): Json {
  const field = wantedField(op, argument);
  if (present !== undefined && present !== '' && fits(field, present) && isAllowed(field, present))
    return present;
  switch (field.kind) {
    case 'text':
      if (typeof present === 'string' && present !== '') return present;
      return op === 'within' ? '/' : '';
    case 'number':
      return 0;
    case 'count':
      return 100;
    case 'boolean':
    case 'presence':
      return true;
    case 'choice':
      return field.choices[0] ?? '';
    case 'choices':
      return field.choices.slice(0, 1);
    case 'words':
      return [];
    case 'json':
      return op === 'in' || op === 'not_in' ? [] : null;
    default:
      return field satisfies never;
  }
}

function isAllowed(field: ValueField, value: Json): boolean {
  if (field.kind === 'choice') return field.choices.includes(value);
  if (field.kind === 'choices')
    return Array.isArray(value) && value.every((item) => field.choices.includes(item));
  return true;
}
