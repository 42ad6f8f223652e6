import type { Json } from '@/lib/json';
import type { Condition, Operator } from '../language';
import { formatPath } from '../path';
import type { InterceptCondition } from './intercept-schema';

export type Translated = { ok: true; condition: Condition; notes: string[] } | { ok: false; message: string };

const operators: readonly Operator[] = [
  'eq',
  'neq',
  'in',
  'not_in',
  'lt',
  'lte',
  'gt',
  'gte',
  'regex',
  'contains',
  'exists',
];

/** One condition on arguments. Where the two differ, the translation never admits what Intercept would not. */
export function translateCondition({ path: text, op, value }: InterceptCondition): Translated {
  const operator = operators.find((candidate) => candidate === op);
  if (operator === undefined) return { ok: false, message: `there is no operator \`${op}\`` };
  if (!text.startsWith('args.'))
    return { ok: false, message: `the path \`${text}\` starts with neither \`args.\` nor \`state.\`` };
  const path = formatPath(text.slice('args.'.length).split('.'));
  const json = toJson(value);
  if (json === undefined) return { ok: false, message: `the value of \`${text}\` is no JSON value` };
  switch (operator) {
    case 'exists':
      return existence(path, json);
    case 'neq':
    case 'not_in':
      return unequal(path, operator, json);
    case 'eq':
    case 'in':
      return plain(
        path,
        operator,
        json,
        hasTwoSpellings(json) ? ['`eq` and `in` no longer take "5" for 5, or "true" for true.'] : [],
      );
    default:
      return plain(path, operator, json, []);
  }
}

function plain(path: string, op: Operator, value: Json, notes: string[]): Translated {
  return { ok: true, condition: { path, op, value }, notes };
}

/** There, null counts as absent. */
function existence(path: string, value: Json): Translated {
  if (value === true) return plain(path, 'neq', null, []);
  if (value !== false) return { ok: false, message: '`exists` compares with true or false' };
  const condition = {
    any: [
      { path, op: 'exists' as const, value: false },
      { path, op: 'eq' as const, value: null },
    ],
  };
  return { ok: true, condition, notes: [] };
}

/** There, 5 equals "5": what is excluded has to be excluded in both spellings. */
function unequal(path: string, op: 'neq' | 'not_in', value: Json): Translated {
  const excluded = op === 'neq' ? [value] : value;
  if (!Array.isArray(excluded)) return { ok: false, message: '`not_in` compares with a list' };
  if (!hasTwoSpellings(excluded)) return plain(path, op, value, []);
  const both = excluded.flatMap((one) => [one, ...otherSpellings(one)]);
  return plain(path, 'not_in', both, [
    '`neq` and `not_in` exclude a number or truth value also where it is written as a string.',
  ]);
}

function hasTwoSpellings(value: Json): boolean {
  return (Array.isArray(value) ? value : [value]).some((one) => otherSpellings(one).length > 0);
}

function otherSpellings(value: Json): Json[] {
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value)];
  if (value === 'true' || value === 'false') return [value === 'true'];
  if (typeof value !== 'string' || value.trim() === '') return [];
  const number = Number(value);
  return Number.isFinite(number) && String(number) === value ? [number] : [];
}

export function toJson(value: unknown): Json | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (Array.isArray(value)) {
    const items = value.map(toJson);
    return items.some((item) => item === undefined) ? undefined : (items as Json[]);
  }
  if (typeof value !== 'object') return undefined;
  const entries = Object.entries(value).map(([key, member]) => [key, toJson(member)] as const);
  if (entries.some(([, member]) => member === undefined)) return undefined;
  return Object.fromEntries(entries) as Json;
}
