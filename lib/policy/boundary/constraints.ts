import { type Json, type JsonObject, jsonEqual, own } from '@/lib/json';
import type { JsonType } from '../schema';
import { typesTogether } from './schema-place';

/** What types, lists and bounds of one alternative of a schema say of a value. Undefined means that nothing is said. */
export type Constraints = {
  types: Set<JsonType> | undefined;
  /** From `enum` and `const`. */
  values: Json[] | undefined;
  /** Inclusive; an exclusive bound is kept as if it were inclusive, which claims less. */
  least: number | undefined;
  most: number | undefined;
};

export function constraintsOf(together: readonly JsonObject[]): Constraints {
  const result: Constraints = {
    types: typesTogether(together),
    values: undefined,
    least: undefined,
    most: undefined,
  };
  for (const schema of together) {
    const listed = own(schema, 'enum');
    if (Array.isArray(listed)) result.values = intersect(result.values, listed);
    const constant = own(schema, 'const');
    if (constant !== undefined) result.values = intersect(result.values, [constant]);
    result.least = tighter(Math.max, result.least, own(schema, 'minimum'), own(schema, 'exclusiveMinimum'));
    result.most = tighter(Math.min, result.most, own(schema, 'maximum'), own(schema, 'exclusiveMaximum'));
  }
  return result;
}

function intersect(known: Json[] | undefined, listed: Json[]): Json[] {
  return known === undefined
    ? listed
    : known.filter((value) => listed.some((other) => jsonEqual(other, value)));
}

function tighter(
  choose: (...numbers: number[]) => number,
  known: number | undefined,
  ...said: (Json | undefined)[]
): number | undefined {
  const numbers = said.filter((value): value is number => typeof value === 'number');
  if (known !== undefined) numbers.push(known);
  return numbers.length === 0 ? undefined : choose(...numbers);
}
