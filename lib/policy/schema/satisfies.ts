/** validate_arguments: whether arguments satisfy a reviewed input schema and name nothing that it does not declare. */

import type { Json } from '@/lib/json';
import { SchemaJudge } from './judge';
import { CannotJudge } from './keyword';

/** How far one judgement may go, in keywords and members looked at. */
const budget = 200_000;

/**
 * JSON Schema 2020-12 and draft-07 (which is which: `$schema`; the newer where it is left out). False as well where there is no
 * schema or one that this cannot judge: another dialect, a reference out of the document, a pattern that RE2 does not know, more
 * steps than the budget.
 */
export function satisfies(schema: Json | undefined, args: Json): boolean {
  if (schema === undefined) return false;
  try {
    const judge = new SchemaJudge(schema, budget);
    return judge.accepts(args) && namesOnly(args, judge.declared());
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
