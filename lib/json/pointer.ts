/** JSON Pointer (RFC 6901), without the leading '#'. */

import type { Json } from './json';
import { isObject, own } from './object';

/** One more segment behind a pointer. */
export function pointerTo(pointer: string, segment: string | number): string {
  return `${pointer}/${typeof segment === 'number' ? segment : escapeSegment(segment)}`;
}

export function formatPointer(segments: readonly (string | number)[]): string {
  let pointer = '';
  for (const segment of segments) pointer = pointerTo(pointer, segment);
  return pointer;
}

/** The segments of a pointer, or null where it is none. */
export function parsePointer(pointer: string): string[] | null {
  if (pointer === '') return [];
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return null;
  return pointer
    .slice(1)
    .split('/')
    .map((segment) => (segment.includes('~') ? segment.replace(/~1/g, '/').replace(/~0/g, '~') : segment));
}

/** The index that a pointer's segment denotes in a list, or null: no sign, no leading zero. */
export function listIndex(segment: string): number | null {
  return /^(0|[1-9]\d{0,8})$/.test(segment) ? Number(segment) : null;
}

/** The value that a pointer denotes, or undefined. Own members only. */
export function valueAt(json: Json, pointer: string): Json | undefined {
  const segments = parsePointer(pointer);
  if (segments === null) return undefined;
  let value: Json | undefined = json;
  for (const segment of segments) {
    if (Array.isArray(value)) value = value[listIndex(segment) ?? -1];
    else value = isObject(value) ? own(value, segment) : undefined;
  }
  return value;
}

function escapeSegment(segment: string): string {
  if (!segment.includes('~') && !segment.includes('/')) return segment;
  return segment.replace(/~/g, '~0').replace(/\//g, '~1');
}
