/** How a fault is worded. */

import { type Json, quoted } from '@/lib/json';

/** What was found, short enough for a sentence. */
export function shown(value: Json): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null)
    return Object.keys(value).length === 0 ? 'an empty object' : 'an object';
  if (typeof value === 'string') return quoted(value);
  return String(value);
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `"a"`, `"b"` or `"c"`. */
export function oneOf(words: readonly string[]): string {
  const all = words.map((word) => JSON.stringify(word));
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} or ${all.at(-1)}`;
}
