/** Arithmetic of text edits beside the engine's own, and differences by lines. All offsets are UTF-16 units; a list is sorted and does not overlap. */

import type { TextEdit } from '@/lib/policy';

export { type Hunk, lineDiff } from './line-diff';

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

/** Places in the old text as places in the new one; one inside a replaced range moves to its end. What did not move keeps its identity, and so does the list. */
export function moveAll<T extends { offset: number; length: number }>(
  items: T[],
  edits: readonly TextEdit[],
): T[] {
  const move = moverOf(edits);
  let moved = false;
  const next = items.map((item) => {
    const offset = move(item.offset);
    const length = Math.max(0, move(item.offset + item.length) - offset);
    if (offset === item.offset && length === item.length) return item;
    moved = true;
    return { ...item, offset, length };
  });
  return moved ? next : items;
}

/** Steps grow with the logarithm of the edits: a bulk change makes hundreds, among hundreds of places. */
function moverOf(edits: readonly TextEdit[]): (offset: number) => number {
  let sum = 0;
  const before = edits.map(({ text, length }) => {
    const shift = sum;
    sum += text.length - length;
    return shift;
  });
  return (offset) => {
    let low = 0;
    let high = edits.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((edits[middle]?.offset ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const last = edits[low - 1];
    if (!last) return offset;
    const shift = before[low - 1] ?? 0;
    if (last.offset + last.length > offset) return last.offset + shift + last.text.length;
    return offset + shift + last.text.length - last.length;
  };
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
