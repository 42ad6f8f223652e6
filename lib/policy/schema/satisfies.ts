/** validate_arguments: whether arguments satisfy a reviewed input schema and name nothing that it does not declare. */

import type { Json, JsonObject } from '@/lib/json';
import { SchemaJudge } from './judge';
import { CannotJudge, members } from './keyword';

/** How far one judgement may go, in keywords and members looked at. */
const budget = 200_000;

/**
 * JSON Schema 2020-12 and draft-07 (which is which: `$schema`; the newer where it is left out). False as well where there is no
 * schema or one that this cannot judge: another dialect, a reference out of the document, a pattern that RE2 does not know, more
 * steps than the budget.
 */
export function satisfies(schema: Json | undefined, args: Json): boolean {
  return judged(schema, (judge) => judge.accepts(args) && namesOnly(args, judge.declared()));
}

/** Whether nothing in a schema that every call, or every text as an argument, comes by is beyond judging. */
export function canJudge(schema: Json | undefined): boolean {
  return judged(schema, (judge) => {
    judge.accepts({});
    const base = schema as JsonObject;
    for (const one of Object.values(members(base, 'properties') ?? {})) judge.judge(one, '', base);
    return true;
  });
}

function judged(schema: Json | undefined, says: (judge: SchemaJudge) => boolean): boolean {
  if (schema === undefined) return false;
  try {
    return says(new SchemaJudge(schema, budget));
  } catch (error) {
    if (error instanceof CannotJudge) return false;
    throw error;
  }
}

/** Whether each name at every depth was declared by a schema that its object satisfied. */
function namesOnly(value: Json, declared: ReadonlyMap<object, ReadonlySet<string>>): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every((item) => namesOnly(item, declared));
  const names = declared.get(value);
  return Object.keys(value).every(
    (name) => names?.has(name) === true && namesOnly(value[name] as Json, declared),
  );
}
