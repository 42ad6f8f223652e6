/** Things that are shown once and kept as a hash. */

import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

// Crockford's base 32: no I, L, O, U to be misread.
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** SHA-256, hexadecimal. Enough for what has 100 bits of chance in it; never for a password. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('hex');
}

/** Compares in constant time. */
export function tokenMatches(token: string, hash: string): boolean {
  const found = Buffer.from(hashToken(token), 'hex');
  const kept = Buffer.from(hash, 'hex');
  return found.length === kept.length && timingSafeEqual(found, kept);
}

/** 256 bits behind a prefix that tells people and scanners what it is. */
export function makeToken(prefix: string): string {
  return `${prefix}_${randomBytes(32).toString('base64url')}`;
}

/** A code for people to type: 100 bits in five groups of four. */
export function makeCode(): string {
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return Array.from({ length: 5 }, group).join('-');
}

/** A code as somebody typed it: case, blanks, hyphens and the letters that look like digits do not matter. */
export function readCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0');
}
