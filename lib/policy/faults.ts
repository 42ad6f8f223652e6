/** Why a text is no policy: the stable codes, and how a fault is worded. */

import { type Json, type JsonFaultCode, jsonFaultCodes } from '@/lib/json';

export const faultCodes = [
  ...jsonFaultCodes,
  /** More than 1 MiB. */
  'too-large',
  'unknown-key',
  'missing-key',
  'wrong-type',
  /** A word that is not among the allowed ones. */
  'unknown-word',
  'unknown-operator',
  'unknown-class',
  'out-of-range',
  'too-long',
  'too-many',
  'too-many-rule-sets',
  'too-nested',
  /** `any`, `all` and `not` stand alone in their condition. */
  'mixed-condition',
  'invalid-path',
  'invalid-host',
  'invalid-folder',
  'invalid-regex',
  /** `rate_limit` beside a limit on the same counter. */
  'counter-taken',
] as const;
export type FaultCode = (typeof faultCodes)[number] | JsonFaultCode;

/** What was found, short enough for a sentence. */
export function shown(value: Json): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null)
    return Object.keys(value).length === 0 ? 'an empty object' : 'an object';
  if (typeof value === 'string') return quoted(value);
  return String(value);
}

export function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}

/** `"a"`, `"b"` or `"c"`. */
export function oneOf(words: readonly string[]): string {
  const all = words.map((word) => JSON.stringify(word));
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} or ${all.at(-1)}`;
}
