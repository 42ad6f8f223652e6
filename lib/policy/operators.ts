/** What each operator compares with, and which of them turn another one round. */

import type { Operator } from './language';

export type ValueKind =
  | 'any'
  | 'number'
  | 'list'
  | 'boolean'
  | 'regex'
  | 'text'
  | 'whole'
  | 'hosts'
  | 'folder';

export const operatorValues: { readonly [op in Operator]: ValueKind } = {
  eq: 'any',
  neq: 'any',
  lt: 'number',
  lte: 'number',
  gt: 'number',
  gte: 'number',
  in: 'list',
  not_in: 'list',
  exists: 'boolean',
  regex: 'regex',
  not_regex: 'regex',
  contains: 'any',
  not_contains: 'any',
  starts_with: 'text',
  ends_with: 'text',
  length_lte: 'whole',
  length_gte: 'whole',
  host_in: 'hosts',
  within: 'folder',
};

export const operators = Object.keys(operatorValues) as Operator[];

/** What these say of a value is the other operator's answer turned round; of a missing path it is unknown. */
export const negations = { neq: 'eq', not_in: 'in', not_regex: 'regex', not_contains: 'contains' } as const;
export type Negation = keyof typeof negations;
export type PositiveOperator = Exclude<Operator, Negation>;

export function isNegation(op: Operator): op is Negation {
  return Object.hasOwn(negations, op);
}

export function positiveOf(op: Operator): PositiveOperator {
  return isNegation(op) ? negations[op] : op;
}

export function isOperator(word: unknown): word is Operator {
  return typeof word === 'string' && Object.hasOwn(operatorValues, word);
}
