/** JSON with the places that it was written at. Offsets are UTF-16 units; `end` is exclusive. */

import type { Json, JsonObject } from './json';
import { listIndex, parsePointer } from './pointer';

export type ScalarNode = {
  kind: 'scalar';
  start: number;
  end: number;
  value: null | boolean | number | string;
};
export type ListNode = { kind: 'list'; start: number; end: number; value: Json[]; items: JsonNode[] };
export type ObjectNode = {
  kind: 'object';
  start: number;
  end: number;
  /** Of duplicate keys the first is kept here, both in `members`. */
  value: JsonObject;
  members: JsonMember[];
};
export type JsonNode = ScalarNode | ListNode | ObjectNode;
export type JsonMember = { key: string; keyStart: number; keyEnd: number; node: JsonNode };

/** The node that a pointer denotes, and the member that holds it where it is one of an object's. */
export function nodeAt(root: JsonNode, pointer: string): { node: JsonNode; member?: JsonMember } | null {
  const segments = parsePointer(pointer);
  if (segments === null) return null;
  let found: { node: JsonNode; member?: JsonMember } = { node: root };
  for (const segment of segments) {
    const { node }: { node: JsonNode } = found;
    if (node.kind === 'object') {
      const member = node.members.find((candidate) => candidate.key === segment);
      if (member === undefined) return null;
      found = { node: member.node, member };
    } else if (node.kind === 'list') {
      const index = listIndex(segment);
      const item = index === null ? undefined : node.items[index];
      if (item === undefined) return null;
      found = { node: item };
    } else {
      return null;
    }
  }
  return found;
}

/** Whether the value nests deeper than `bound` lists and objects; a scalar has depth 0, `[]` has 1. */
export function isDeeperThan(value: Json | undefined, bound: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (bound <= 0) return true;
  const below = bound - 1;
  if (Array.isArray(value)) {
    for (const item of value) if (typeof item === 'object' && isDeeperThan(item, below)) return true;
    return false;
  }
  for (const key of Object.keys(value)) {
    const member = value[key];
    if (typeof member === 'object' && isDeeperThan(member, below)) return true;
  }
  return false;
}
