/** Arithmetic of text edits beside the engine's own. All offsets are UTF-16 units; a list is sorted and does not overlap. */

import type { TextEdit } from '@/lib/policy';

/** One replacement that turns `before` into `after`, or none where they are equal. Never cuts a surrogate pair. */
export function editBetween(before: string, after: string): TextEdit[] {
  if (before === after) return [];
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before.charCodeAt(head) === after.charCodeAt(head)) head += 1;
  let tail = 0;
  while (
    tail < most - head &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) {
    tail += 1;
  }
  if (head > 0 && isHighSurrogate(before.charCodeAt(head - 1))) head -= 1;
  if (tail > 0 && isLowSurrogate(before.charCodeAt(before.length - tail))) tail -= 1;
  return [
    { offset: head, length: before.length - tail - head, text: after.slice(head, after.length - tail) },
  ];
}

/** Where an offset of the old text lies in the new one. An offset inside a replaced range moves to its end. */
export function moveOffset(offset: number, edits: readonly TextEdit[]): number {
  let shift = 0;
  for (const edit of edits) {
    if (edit.offset > offset) break;
    if (edit.offset + edit.length > offset) return edit.offset + shift + edit.text.length;
    shift += edit.text.length - edit.length;
  }
  return offset + shift;
}

/** Places in the old text as places in the new one. What did not move keeps its identity, and so does the list. */
export function moveAll<T extends { offset: number; length: number }>(
  items: T[],
  edits: readonly TextEdit[],
): T[] {
  let moved = false;
  const next = items.map((item) => {
    const offset = moveOffset(item.offset, edits);
    const length = Math.max(0, moveOffset(item.offset + item.length, edits) - offset);
    if (offset === item.offset && length === item.length) return item;
    moved = true;
    return { ...item, offset, length };
  });
  return moved ? next : items;
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
