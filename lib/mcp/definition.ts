/** What of a definition a person reviews, and its digest. */

import { canonical, isObject, type Json, own, setOwn, sha256 } from '@/lib/json';

/** Icons and `_meta` may change without anybody looking again. */
export const reviewedMembers = [
  'name',
  'title',
  'description',
  'inputSchema',
  'outputSchema',
  'annotations',
] as const;

/** The reviewed members alone, as sent. Of something that is no object: all of it. */
export function reviewedPart(definition: Json): Json {
  if (!isObject(definition)) return definition;
  const part: { [member: string]: Json } = {};
  for (const member of reviewedMembers) {
    const value = own(definition, member);
    if (value !== undefined) setOwn(part, member, value);
  }
  return part;
}

/** One text for every spelling of the same definition: the order of keys and white space do not matter. */
export function definitionDigestInput(definition: Json): string {
  return canonical(reviewedPart(definition));
}

/** SHA-256 of it, 64 hexadecimal digits. */
export function definitionDigest(definition: Json): string {
  return sha256(definitionDigestInput(definition));
}
