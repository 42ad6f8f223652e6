/** A changed tree to the smallest replacements in the text that it was read from. */

import type { TextEdit } from '../language';
import { printValue, type Style } from '../print';
import { columnAt, endOf, type Layout, layoutOf, marginAt, startOf } from './layout';
import { applyEdits } from './text-edits';
import { type ListTree, type ObjectTree, type Slot, type Span, toJson } from './tree';

export class Renderer {
  constructor(
    private readonly text: string,
    private readonly style: Style,
  ) {}

  /** Sorted by offset, without overlap. */
  document(root: Slot): TextEdit[] {
    const edits: TextEdit[] = [];
    this.slot(root, [], edits);
    return edits;
  }

  /** A slot that stays where it is. */
  private slot(slot: Slot, segments: readonly string[], edits: TextEdit[]): undefined {
    const { from, tree } = slot;
    if (from === null) return;
    if (from.key !== null && slot.key !== from.key0) edits.push(replace(from.key, JSON.stringify(slot.key)));
    if (tree.origin === null) {
      const margin = marginAt(this.text, from.value.start);
      const column = columnAt(this.text, from.value.start);
      edits.push(replace(from.value, printValue(toJson(tree), segments, column, margin, this.style)));
    } else if (tree.kind === 'list' || tree.kind === 'object') {
      this.container(tree as (ListTree | ObjectTree) & { origin: Span }, segments, edits);
    }
  }

  private container(
    tree: (ListTree | ObjectTree) & { origin: Span },
    segments: readonly string[],
    edits: TextEdit[],
  ): undefined {
    const kept = tree.slots.filter((slot) => slot.from !== null && !slot.moved);
    if (kept.length === 0) return this.refill(tree, segments, edits);

    const present = new Set(kept);
    let layout: Layout | null = null;
    const texts = (slots: readonly [number, Slot][]) => {
      layout ??= layoutOf(this.text, tree, this.style);
      return slots.map(([i, slot]) => this.member(slot, i, segments, layout as Layout, tree.kind));
    };

    let original = 0;
    let at = 0;
    let previous: Slot | null = null;
    for (const next of [...kept, null]) {
      const dropped: Slot[] = [];
      for (; original < tree.originals.length; original++) {
        const slot = tree.originals[original] as Slot;
        if (slot === next) break;
        if (!present.has(slot)) dropped.push(slot);
      }
      original++;
      const added: [number, Slot][] = [];
      for (; at < tree.slots.length && tree.slots[at] !== next; at++)
        added.push([at, tree.slots[at] as Slot]);
      const lines = added.length === 0 ? [] : texts(added);
      const gap = (layout as Layout | null)?.gap ?? '';

      // At the head each new member brings the comma behind it, elsewhere the one before it.
      const span =
        previous === null
          ? { start: startOf(dropped[0] ?? (next as Slot)), end: startOf(next as Slot) }
          : { start: endOf(previous), end: endOf(dropped.at(-1) ?? previous) };
      const written = lines.map((line) => (previous === null ? `${line},${gap}` : `,${gap}${line}`));
      if (dropped.length > 0 || lines.length > 0) edits.push(replace(span, written.join('')));
      if (next === null) break;
      this.slot(next, [...segments, tree.kind === 'list' ? String(at) : next.key], edits);
      previous = next;
      at++;
    }
  }

  /** A container none of whose members stays in its place: everything between its brackets is written. */
  private refill(
    tree: (ListTree | ObjectTree) & { origin: Span },
    segments: readonly string[],
    edits: TextEdit[],
  ): undefined {
    const { origin } = tree;
    if (tree.slots.length === 0) {
      if (tree.originals.length > 0)
        edits.push(replace({ start: origin.start + 1, end: origin.end - 1 }, ''));
      return;
    }
    if (tree.originals.length === 0) {
      const margin = marginAt(this.text, origin.start);
      const column = columnAt(this.text, origin.start);
      const text = printValue(toJson(tree), segments, column, margin, this.style);
      edits.push(replace({ start: origin.start + 1, end: origin.end - 1 }, text.slice(1, -1)));
      return;
    }
    const layout = layoutOf(this.text, tree, this.style);
    const lines = tree.slots.map((slot, i) => this.member(slot, i, segments, layout, tree.kind));
    const first = startOf(tree.originals[0] as Slot);
    const last = endOf(tree.originals.at(-1) as Slot);
    edits.push(replace({ start: first, end: last }, lines.join(`,${layout.gap}`)));
  }

  private member(
    slot: Slot,
    index: number,
    segments: readonly string[],
    layout: Layout,
    kind: 'list' | 'object',
  ): string {
    const head = kind === 'object' ? JSON.stringify(slot.key) + layout.colon : '';
    const { from, tree } = slot;
    const below = [...segments, kind === 'list' ? String(index) : slot.key];
    if (from !== null && tree.origin !== null) {
      const edits: TextEdit[] = [];
      this.slot({ ...slot, from: { ...from, key: null } }, below, edits);
      const inside = edits.map((edit) => ({ ...edit, offset: edit.offset - from.value.start }));
      return head + applyEdits(this.text.slice(from.value.start, from.value.end), inside);
    }
    const style = layout.broken ? this.style : { ...this.style, indent: null };
    const column = layout.margin.length + head.length;
    return head + printValue(toJson(tree), below, column, layout.margin, style);
  }
}

function replace(span: Span, text: string): TextEdit {
  return { offset: span.start, length: span.end - span.start, text };
}
