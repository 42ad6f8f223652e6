/** JSON that nobody could read in two ways, read by the engine's own parser. Whatever is doubtful is left to the strict reader. */

import { isUtf8 } from 'node:buffer';
import type { Json } from '@/lib/json';
import { maxJsonDepth } from '@/lib/policy';

export type Plain = {
  value: Json;
  /** Whether every number outside of lists and of objects in objects is a whole one in its only spelling. */
  wholeOutside: boolean;
};

/** A double carries every decimal of as many characters. */
const exactLength = 15;

/**
 * null where the strict reader must look: it may find nothing wrong either. INVARIANT: otherwise that reader finds no
 * fault, no number that loses digits, no depth beyond what arguments may have, and the same value.
 */
export function readPlain(bytes: Buffer): Plain | null {
  const seen = scan(bytes);
  if (seen === null) return null;
  const { ascii } = seen;
  if (!ascii && !isUtf8(bytes)) return null;
  let value: Json;
  try {
    value = JSON.parse(ascii ? bytes.toString('latin1') : bytes.toString('utf8')) as Json;
  } catch {
    return null;
  }
  // Of members that stand twice one is lost, so there are fewer in the value than in the text.
  return membersIn(value) === seen.members ? { value, wholeOutside: seen.wholeOutside } : null;
}

/** What holds if the bytes are JSON: every colon outside of strings stands for one member. */
function scan(bytes: Buffer): { members: number; wholeOutside: boolean; ascii: boolean } | null {
  const { length } = bytes;
  let depth = 0;
  let members = 0;
  let wholeOutside = true;
  let bits = 0;
  let at = 0;
  while (at < length) {
    const byte = bytes[at] as number;
    bits |= byte;
    if (byte === quote) {
      at += 1;
      for (;;) {
        const inside = bytes[at];
        if (inside === quote) break;
        // An escape by number can spell half of a character.
        if (inside === undefined || (inside === backslash && bytes[at + 1] === letterU)) return null;
        bits |= inside;
        if (inside === backslash) bits |= bytes[at + 1] ?? 0;
        at += inside === backslash ? 2 : 1;
      }
    } else if (byte === colon) {
      members += 1;
    } else if (byte === openBrace || byte === openBracket) {
      depth += 1;
      if (depth > maxJsonDepth) return null;
    } else if (byte === closeBrace || byte === closeBracket) {
      depth -= 1;
    } else if (byte === minus || (byte >= zero && byte <= nine)) {
      const start = at;
      let whole = byte !== minus || bytes[at + 1] !== zero;
      for (;;) {
        const next = bytes[at + 1] as number;
        if (next === dot) whole = false;
        else if (!(next >= zero && next <= nine)) break;
        at += 1;
      }
      const next = bytes[at + 1];
      if (at - start >= exactLength || next === smallE || next === largeE) return null;
      if (!whole && depth <= 1) wholeOutside = false;
    }
    at += 1;
  }
  return { members, wholeOutside, ascii: bits < 128 };
}

const [quote, backslash, letterU, colon] = [34, 92, 117, 58];
const [openBrace, closeBrace, openBracket, closeBracket] = [123, 125, 91, 93];
const [minus, dot, zero, nine, largeE, smallE] = [45, 46, 48, 57, 69, 101];

/** Members of all objects, at any depth. */
function membersIn(value: Json): number {
  if (typeof value !== 'object' || value === null) return 0;
  let members = 0;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i += 1) {
      const item = value[i] as Json;
      if (typeof item === 'object') members += membersIn(item);
    }
    return members;
  }
  // An object's own members are those of its text; were there inherited ones, the numbers would not agree.
  for (const key in value) {
    const member = value[key] as Json;
    members += typeof member === 'object' ? 1 + membersIn(member) : 1;
  }
  return members;
}
