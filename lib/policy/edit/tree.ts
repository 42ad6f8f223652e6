/** A document that can be changed while it remembers the bytes that each part was read from. */

import { type Json, type JsonNode, setOwn } from '@/lib/json';

export type Span = { start: number; end: number };

export type ScalarTree = { kind: 'scalar'; origin: Span | null; value: null | boolean | number | string };
export type ListTree = { kind: 'list'; origin: Span | null; slots: Slot[]; originals: readonly Slot[] };
export type ObjectTree = {
  kind: 'object';
  origin: Span | null;
  slots: Slot[];
  originals: readonly Slot[];
  byKey: Map<string, Slot>;
};
/** Parts that nobody has looked into are kept as they were read. */
export type Tree = ScalarTree | ListTree | ObjectTree | { kind: 'unread'; origin: Span; node: JsonNode };

/** A place in a list or object. */
export type Slot = {
  /** '' in a list. */
  key: string;
  tree: Tree;
  /** Where the key, the value and both stood in the text; null for a new slot. */
  from: { key: Span | null; value: Span; key0: string } | null;
  /** Taken out and put in elsewhere in its container: its bytes move with it. */
  moved: boolean;
};

export function treeOf(value: Json): Tree {
  if (typeof value !== 'object' || value === null) return { kind: 'scalar', origin: null, value };
  if (Array.isArray(value))
    return { kind: 'list', origin: null, slots: value.map((item) => newSlot('', item)), originals: [] };
  const slots = Object.keys(value).map((key) => newSlot(key, value[key] as Json));
  return { kind: 'object', origin: null, slots, originals: [], byKey: indexed(slots) };
}

export function unread(node: JsonNode): Tree {
  return { kind: 'unread', origin: { start: node.start, end: node.end }, node };
}

export function newSlot(key: string, value: Json): Slot {
  return { key, tree: treeOf(value), from: null, moved: false };
}

/** The slot's tree, one level of it read. */
export function open(slot: Slot): Exclude<Tree, { kind: 'unread' }> {
  if (slot.tree.kind === 'unread') slot.tree = expand(slot.tree.node, slot.tree.origin);
  return slot.tree as Exclude<Tree, { kind: 'unread' }>;
}

export function addTo(parent: ListTree | ObjectTree, index: number, slot: Slot): void {
  parent.slots.splice(index, 0, slot);
  if (parent.kind === 'object') parent.byKey.set(slot.key, slot);
}

export function takeFrom(parent: ListTree | ObjectTree, slot: Slot): number {
  const index = parent.slots.indexOf(slot);
  parent.slots.splice(index, 1);
  if (parent.kind === 'object') parent.byKey.delete(slot.key);
  return index;
}

export function toJson(tree: Tree): Json {
  switch (tree.kind) {
    case 'unread':
      return tree.node.value;
    case 'scalar':
      return tree.value;
    case 'list':
      return tree.slots.map((slot) => toJson(slot.tree));
    case 'object': {
      const value: { [key: string]: Json } = {};
      for (const slot of tree.slots) setOwn(value, slot.key, toJson(slot.tree));
      return value;
    }
  }
}

function expand(node: JsonNode, origin: Span): Exclude<Tree, { kind: 'unread' }> {
  if (node.kind === 'scalar') return { kind: 'scalar', origin, value: node.value };
  if (node.kind === 'list') {
    const slots = node.items.map((item) => readSlot('', null, item));
    return { kind: 'list', origin, slots, originals: [...slots] };
  }
  const slots = node.members.map((member) =>
    readSlot(member.key, { start: member.keyStart, end: member.keyEnd }, member.node),
  );
  return { kind: 'object', origin, slots, originals: [...slots], byKey: indexed(slots) };
}

function readSlot(key: string, keySpan: Span | null, node: JsonNode): Slot {
  const value = { start: node.start, end: node.end };
  return { key, tree: unread(node), from: { key: keySpan, value, key0: key }, moved: false };
}

function indexed(slots: readonly Slot[]): Map<string, Slot> {
  return new Map(slots.map((slot) => [slot.key, slot]));
}
