/** Changing a JSON text without writing it again: everything that is not changed stays byte for byte. */

import type { ObjectNode } from '@/lib/json';

export type Splice = { start: number; end: number; text: string };

/** The splices must not overlap; their order does not matter. */
export function spliced(text: string, splices: readonly Splice[]): string {
  if (splices.length === 0) return text;
  const sorted = [...splices].sort((a, b) => a.start - b.start);
  let made = '';
  let at = 0;
  for (const splice of sorted) {
    made += text.slice(at, splice.start) + splice.text;
    at = splice.end;
  }
  return made + text.slice(at);
}

/** The object without some members. */
export function withoutMembers(
  text: string,
  node: ObjectNode,
  drops: (key: string) => boolean,
): Splice | null {
  const kept = node.members.filter(({ key }) => !drops(key));
  if (kept.length === node.members.length) return null;
  const members = kept.map((member) => text.slice(member.keyStart, member.node.end));
  return { start: node.start, end: node.end, text: `{${members.join(',')}}` };
}

/** One member set to a text that is JSON, in its place or as the first one. */
export function withMember(node: ObjectNode, key: string, json: string): Splice {
  const member = node.members.find((candidate) => candidate.key === key);
  if (member !== undefined) return { start: member.node.start, end: member.node.end, text: json };
  const at = node.start + 1;
  return {
    start: at,
    end: at,
    text: `${JSON.stringify(key)}:${json}${node.members.length === 0 ? '' : ','}`,
  };
}
