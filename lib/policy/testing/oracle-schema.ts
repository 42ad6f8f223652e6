/** validate_arguments for the oracle. Knows the keywords that the generator writes: type, properties, required, items, additionalProperties. */

import type { Json, JsonObject } from '@/lib/json';

export function satisfiesNaively(schema: Json | undefined, args: Json): boolean {
  return schema !== undefined && schema !== false && holds(schema, args);
}

/** Whether the value satisfies the schema and names nothing beside it. */
function holds(schema: Json | undefined, value: Json): boolean {
  const of = (typeof schema === 'object' && schema !== null ? schema : {}) as JsonObject;
  if (of.type !== undefined && of.type !== typeOf(value) && !(of.type === 'number' && isNumber(value)))
    return false;
  if (Array.isArray(value)) return value.every((item) => holds(of.items, item));
  if (typeof value !== 'object' || value === null) return true;
  const properties = (of.properties ?? {}) as JsonObject;
  const rest = of.additionalProperties;
  const required = (of.required ?? []) as string[];
  if (!required.every((name) => Object.keys(value).includes(name))) return false;
  return Object.entries(value).every(([name, member]) => {
    if (Object.keys(properties).includes(name)) return holds(properties[name], member);
    return typeof rest === 'object' && holds(rest, member);
  });
}

function typeOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return isNumber(value) && value % 1 === 0 ? 'integer' : typeof value;
}

function isNumber(value: Json): value is number {
  return typeof value === 'number';
}
