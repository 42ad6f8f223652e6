/** Reading keywords out of a schema, and what their interpreters share. */

import { isObject, type Json, type JsonObject, own } from '@/lib/json';

/** Thrown inside the interpreter alone, without a text, which nobody would see: the call is denied. */
export class CannotJudge extends Error {}

export type Dialect = '2020-12' | 'draft-07';

/** The schema that references are resolved against. */
export type Base = JsonObject;

export interface Judging {
  readonly dialect: Dialect;
  /** Whether the value satisfies the schema. */
  judge(schema: Json, value: Json, base: Base): boolean;
  /** The same, and forgets what was seen. */
  probe(schema: Json, value: Json, base: Base): boolean;
  /** A satisfied schema looked at a member or an element; `declares` its name or not. */
  see(container: object, key: string | number, declares: boolean): void;
  /** What was looked at on this container since `mark`. */
  seenSince(mark: number, container: object): Set<string | number>;
  spend(steps: number): void;
}

export function schemas(schema: JsonObject, keyword: string): Json[] | null {
  const value = own(schema, keyword);
  if (value === undefined) return null;
  if (!Array.isArray(value) || value.length === 0) throw new CannotJudge();
  return value;
}

export function members(schema: JsonObject, keyword: string): JsonObject | null {
  const value = own(schema, keyword);
  if (value === undefined) return null;
  if (!isObject(value)) throw new CannotJudge();
  return value;
}

export function numberOf(schema: JsonObject, keyword: string): number | null {
  const value = own(schema, keyword);
  if (value === undefined) return null;
  if (typeof value !== 'number') throw new CannotJudge();
  return value;
}
