/** Foreign text made safe to keep and to print. */

import { isDeeperThan, type Json, type JsonObject, setOwn } from '@/lib/json';

// C0 and C1 controls except tab and line breaks; zero-width and bidi controls; tags. Written as ranges of code points.
const invisible: readonly (readonly [number, number])[] = [
  [0x00, 0x08],
  [0x0b, 0x0c],
  [0x0e, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x61c, 0x61c],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x2069],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
  [0xe0000, 0xe007f],
];
// Zero-width joiner and non-joiner make emoji and some scripts; they hide nothing by themselves.
const joiners = new Set([0x200c, 0x200d]);

function isInvisible(codePoint: number): boolean {
  if (codePoint < 0x7f && codePoint > 0x1f) return false;
  if (joiners.has(codePoint)) return false;
  return invisible.some(([from, to]) => codePoint >= from && codePoint <= to);
}

// Nearly all texts are such, and one look tells.
const allVisible = /^[\t\n\r\x20-\x7e]*$/;

/** Whether a text holds what a reader does not see: control characters, bidi overrides, zero-width characters, tags. */
export function hasInvisible(text: string): boolean {
  if (allVisible.test(text)) return false;
  for (const character of text) if (isInvisible(character.codePointAt(0) ?? 0)) return true;
  return false;
}

/** Text for a terminal, a log or a message: ANSI sequences and everything invisible are gone, at most `limit` UTF-16 units. */
export function plainText(text: string, limit = 8192): string {
  if (allVisible.test(text)) return text.slice(0, limit);
  const bare = withoutAnsi(text);
  let plain = '';
  for (const character of bare) {
    if (isInvisible(character.codePointAt(0) ?? 0)) continue;
    if (plain.length + character.length > limit) break;
    plain += character;
  }
  return plain;
}

/** One line of it, blanks folded. */
export function plainLine(text: string, limit = 300): string {
  const line = plainText(text, limit * 4)
    .split(/\s+/)
    .join(' ')
    .trim();
  return line.length <= limit ? line : `${line.slice(0, limit - 1)}…`;
}

function withoutAnsi(text: string): string {
  const esc = String.fromCharCode(0x1b);
  if (!text.includes(esc)) return text;
  return text
    .split(esc)
    .map((part, index) =>
      index === 0 ? part : part.replace(/^(?:\[[0-?]{0,64}[ -/]{0,8}[@-~]|[@-Z\\^_])/, ''),
    )
    .join('');
}

// With the u flag a surrogate matches only where it stands alone.
const unstorable = /[\0\p{Surrogate}]/u;
const everyUnstorable = /[\0\p{Surrogate}]/gu;

/** Whether every text in it is well-formed and without NUL. The depth must be bounded beforehand. */
export function isStorable(value: Json): boolean {
  if (typeof value === 'string') return !unstorable.test(value);
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isStorable);
  return Object.entries(value).every(([key, member]) => isStorable(key) && isStorable(member));
}

/** Whether a value of a peer's can be kept as it is: nested at most so deep, and every text in it storable. */
export function isKeepable(value: Json, maxDepth = 32): boolean {
  return !isDeeperThan(value, maxDepth) && isStorable(value);
}

/** The same value with NUL and lone surrogates replaced by U+FFFD. The depth must be bounded beforehand. */
export function storable(value: Json): Json {
  if (isStorable(value)) return value;
  if (typeof value === 'string') return value.replace(everyUnstorable, '\ufffd');
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(storable);
  const object: JsonObject = {};
  for (const [key, member] of Object.entries(value)) setOwn(object, String(storable(key)), storable(member));
  return object;
}
