/** How a text is laid out, guessed from what stands next to a change. */

import type { JsonNode } from '@/lib/json';
import { type Style, usualStyle } from '../print';
import type { ListTree, ObjectTree, Slot, Span } from './tree';

export function styleOf(text: string, root: JsonNode): Style {
  const newline = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  const first = root.kind === 'object' ? root.members[0] : undefined;
  if (first === undefined) return { ...usualStyle, newline };
  const spaced = first.node.start - first.keyEnd > 1;
  const before = text.slice(root.start + 1, first.keyStart);
  if (!hasBreak(before))
    return hasBreak(text.trim()) ? { ...usualStyle, newline, spaced } : { indent: null, newline, spaced };
  const unit = afterBreak(before).slice(marginAt(text, root.start).length);
  return { indent: unit === '' ? usualStyle.indent : unit, newline, spaced };
}

/** How the members of a container stand apart. */
export type Layout = {
  /** Between a comma, or an opening bracket, and a member. */
  gap: string;
  /** What a new member's line starts with. */
  margin: string;
  /** Between a key and its value. */
  colon: string;
  /** Members have lines of their own. */
  broken: boolean;
};

/** Of a container that had members in the text. */
export function layoutOf(
  text: string,
  tree: (ListTree | ObjectTree) & { origin: Span },
  style: Style,
): Layout {
  const { originals } = tree;
  const last = originals.at(-1) as Slot;
  const before = originals.at(-2);
  const gap =
    before === undefined
      ? text.slice(tree.origin.start + 1, startOf(last))
      : text.slice(endOf(before), startOf(last)).replace(',', '');
  const broken = hasBreak(gap);
  return {
    gap: broken ? style.newline + afterBreak(gap) : before === undefined ? (style.spaced ? ' ' : '') : gap,
    margin: broken ? afterBreak(gap) : marginAt(text, tree.origin.start),
    colon: colonOf(text, last, style),
    broken,
  };
}

/** The blanks that the line of a place starts with. */
export function marginAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  let end = start;
  while (text.charAt(end) === ' ' || text.charAt(end) === '\t') end++;
  return text.slice(start, Math.min(end, offset));
}

export function columnAt(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

export function startOf(slot: Slot): number {
  return slot.from?.key?.start ?? slot.from?.value.start ?? 0;
}

export function endOf(slot: Slot): number {
  return slot.from?.value.end ?? 0;
}

function colonOf(text: string, slot: Slot, style: Style): string {
  const key = slot.from?.key;
  const written = key ? text.slice(key.end, slot.from?.value.start) : '';
  return written === '' || hasBreak(written) ? (style.spaced ? ': ' : ':') : written;
}

function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && text.charAt(start - 1) !== '\n' && text.charAt(start - 1) !== '\r') start--;
  return start;
}

function hasBreak(text: string): boolean {
  return text.includes('\n') || text.includes('\r');
}

function afterBreak(text: string): string {
  return text.slice(Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1);
}
