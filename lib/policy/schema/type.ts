/** The types that JSON Schema tells apart, `integer` aside: that is a number without a fraction. */

import type { Json } from '@/lib/json';

const jsonTypes = ['null', 'boolean', 'number', 'string', 'array', 'object'] as const;
export type JsonType = (typeof jsonTypes)[number];

export function isJsonType(name: Json): name is JsonType {
  return (jsonTypes as readonly Json[]).includes(name);
}

export function typeOf(value: Json): JsonType {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : (typeof value as JsonType);
}
