/** Changes to a document, one at a time; what is wrong with one is told by throwing `Refusal`. */

import { isObject, type Json, jsonEqual, listIndex, loneSurrogateAt, parsePointer } from '@/lib/json';
import { maxJsonDepth } from '../bounds';
import { shapeAt } from '../shapes';
import {
  addTo,
  type ListTree,
  newSlot,
  type ObjectTree,
  open,
  type Slot,
  takeFrom,
  toJson,
  treeOf,
} from './tree';

/** Why a command cannot be done; caught by `edit`. */
export class Refusal extends Error {}

export class Document {
  constructor(readonly root: Slot) {}

  value(): Json {
    return toJson(this.root.tree);
  }

  /** Objects that are missing on the way are made. */
  set(segments: readonly string[], value: Json): undefined {
    if (segments.length === 0) return assign(this.root, value);
    const parent = this.container(segments.slice(0, -1), 'object');
    const key = segments.at(-1) as string;
    const slot = find(parent, key);
    if (slot !== undefined) return assign(slot, value);
    if (parent.kind === 'object') return this.add(parent, segments, value);
    if (listIndex(key) !== parent.slots.length) throw new Refusal(`The list has no place ${key}.`);
    addTo(parent, parent.slots.length, newSlot('', value));
  }

  /** A list that is missing is made. */
  insert(segments: readonly string[], index: number, value: Json): undefined {
    const list = this.list(segments);
    if (!Number.isInteger(index) || index < 0 || index > list.slots.length)
      throw new Refusal(`The list has ${list.slots.length} elements: nothing can be put at place ${index}.`);
    addTo(list, index, newSlot('', value));
  }

  remove(segments: readonly string[]): undefined {
    const { parent, slot } = this.place(segments);
    takeFrom(parent, slot);
  }

  rename(segments: readonly string[], key: string): undefined {
    const { parent, slot } = this.place(segments);
    if (parent.kind !== 'object') throw new Refusal('Only a member of an object has a name.');
    if (slot.key === key) return;
    if (parent.byKey.has(key)) throw new Refusal(`${JSON.stringify(key)} is there already.`);
    parent.byKey.delete(slot.key);
    slot.key = key;
    parent.byKey.set(key, slot);
  }

  move(segments: readonly string[], to: number): undefined {
    const { parent, slot } = this.place(segments);
    if (!Number.isInteger(to) || to < 0 || to >= parent.slots.length)
      throw new Refusal(`There are ${parent.slots.length} members: none can be moved to place ${to}.`);
    const index = takeFrom(parent, slot);
    addTo(parent, to, slot);
    if (index !== to) slot.moved = true;
  }

  list(segments: readonly string[]): ListTree {
    const list = this.container(segments, 'list');
    if (list.kind !== 'list') throw new Refusal('There is no list here.');
    return list;
  }

  private container(segments: readonly string[], missing: 'object' | 'list'): ListTree | ObjectTree {
    let slot = this.root;
    for (const [i, segment] of segments.entries()) {
      const parent = open(slot);
      if (parent.kind === 'scalar') throw new Refusal(`${JSON.stringify(segment)} cannot stand in a scalar.`);
      let next = find(parent, segment);
      if (next === undefined) {
        if (parent.kind === 'list') throw new Refusal(`The list has no place ${segment}.`);
        const last = i === segments.length - 1;
        this.add(parent, segments.slice(0, i + 1), last && missing === 'list' ? [] : {});
        next = find(parent, segment) as Slot;
      }
      slot = next;
    }
    const tree = open(slot);
    if (tree.kind === 'scalar') throw new Refusal('There is neither a list nor an object here.');
    return tree;
  }

  /** A new key stands where the language's tables have it, else last. */
  private add(parent: ObjectTree, segments: readonly string[], value: Json): undefined {
    const key = segments.at(-1) as string;
    const shape = shapeAt(segments.slice(0, -1));
    let index = parent.slots.length;
    if (shape?.kind === 'object') {
      const order = Object.keys(shape.fields);
      const rank = order.indexOf(key);
      if (rank >= 0) {
        const before = (slot: Slot) => order.indexOf(slot.key) < rank;
        index = parent.slots.findLastIndex(before) + 1;
      }
    }
    addTo(parent, index, newSlot(key, value));
  }

  private place(segments: readonly string[]): { parent: ListTree | ObjectTree; slot: Slot } {
    let parent: ListTree | ObjectTree | null = null;
    let slot: Slot | undefined = this.root;
    for (const segment of segments) {
      const tree = open(slot);
      parent = tree.kind === 'scalar' ? null : tree;
      slot = parent === null ? undefined : find(parent, segment);
      if (slot === undefined) throw new Refusal(`Nothing stands at ${JSON.stringify(segment)}.`);
    }
    if (parent === null) throw new Refusal('The document itself has no place to leave.');
    return { parent, slot };
  }
}

export function segmentsOf(pointer: string): string[] {
  const segments = parsePointer(pointer);
  if (segments === null) throw new Refusal(`${JSON.stringify(pointer)} is no JSON Pointer.`);
  return segments;
}

/** INVARIANT: what is written reads back as the same value, so NaN, undefined and half characters never get in. */
export function mustBeJson(value: Json, depth = 0): undefined {
  if (depth > maxJsonDepth) throw new Refusal('The value nests too deep.');
  switch (typeof value) {
    case 'boolean':
      return;
    case 'number':
      if (!Number.isFinite(value)) throw new Refusal('The number is not finite.');
      return;
    case 'string':
      return mustBeText(value);
    case 'object':
      if (value === null) return;
      for (const key of Object.keys(value)) {
        mustBeText(key);
        mustBeJson((value as { [key: string]: Json })[key] as Json, depth + 1);
      }
      return;
    default:
      throw new Refusal('The value is not JSON.');
  }
}

export function mustBeText(text: string): undefined {
  if (loneSurrogateAt(text) >= 0) throw new Refusal('The text holds half of a surrogate pair.');
}

/** Changes only what differs, so that the spacing of the rest stays. */
function assign(slot: Slot, value: Json): undefined {
  const tree = open(slot);
  if (tree.kind === 'object' && isObject(value)) {
    for (const member of [...tree.slots]) if (!Object.hasOwn(value, member.key)) takeFrom(tree, member);
    for (const key of Object.keys(value)) {
      const member = tree.byKey.get(key);
      if (member === undefined) addTo(tree, tree.slots.length, newSlot(key, value[key] as Json));
      else assign(member, value[key] as Json);
    }
    return;
  }
  if (tree.kind === 'list' && Array.isArray(value)) {
    for (const extra of tree.slots.slice(value.length)) takeFrom(tree, extra);
    value.forEach((item, i) => {
      const member = tree.slots[i];
      if (member === undefined) addTo(tree, i, newSlot('', item));
      else assign(member, item);
    });
    return;
  }
  if (!jsonEqual(toJson(tree), value)) slot.tree = treeOf(value);
}

function find(parent: ListTree | ObjectTree, segment: string): Slot | undefined {
  if (parent.kind === 'object') return parent.byKey.get(segment);
  const index = listIndex(segment);
  return index === null ? undefined : parent.slots[index];
}
