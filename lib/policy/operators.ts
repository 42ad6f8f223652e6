/** What each operator compares with, and what it says of a missing path. */

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

export function isOperator(word: unknown): word is Operator {
  return typeof word === 'string' && Object.hasOwn(operatorValues, word);
}
