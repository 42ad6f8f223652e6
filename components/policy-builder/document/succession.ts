/**
 * How one policy follows from another: what crosses from the worker, so that the page neither reads the whole text again nor
 * compares all of it to find what changed. Pure.
 */

import type { Json, ObjectNode } from '@/lib/json';
import type { Policy } from '@/lib/policy';
import { put, share } from './share';

/** Of an object: its keys in the order of the text where that is another one, and the members that are new or say something else. */
export type Succession = {
  keys: string[] | null;
  changed: ({ key: string; value: Json } | { key: string; within: Succession })[];
};

type Written = { text: string; node: ObjectNode };

/** Tools and classes are told one by one; of everything else, the whole member. */
export function successionOf(before: Written, after: Written, depth = 0): Succession {
  const old = new Map(before.node.members.map((member) => [member.key, member.node]));
  const changed: Succession['changed'] = [];
  for (const { key, node } of after.node.members) {
    const was = old.get(key);
    // The same characters say the same, and comparing them costs less than comparing values.
    if (was && rawOf(before.text, was) === rawOf(after.text, node)) continue;
    if (depth === 0 && was?.kind === 'object' && node.kind === 'object') {
      const from = { text: before.text, node: was };
      changed.push({ key, within: successionOf(from, { text: after.text, node }, 1) });
    } else changed.push({ key, value: node.value });
  }
  const isSameOrder =
    before.node.members.length === after.node.members.length &&
    after.node.members.every(({ key }, i) => key === before.node.members[i]?.key);
  return { keys: isSameOrder ? null : after.node.members.map(({ key }) => key), changed };
}

/** The policy after `previous`. INVARIANT: what did not change keeps its identity, as with `share`. */
export function succeed(previous: Policy, succession: Succession): Policy {
  return follow(previous, succession) as Policy;
}

function follow(previous: unknown, { keys, changed }: Succession): unknown {
  const object = previous as Record<string, unknown>;
  const had = (key: string) => (Object.hasOwn(object, key) ? object[key] : undefined);
  const next = new Map(
    changed.map((one) => {
      const { key } = one;
      return [key, 'within' in one ? follow(had(key), one.within) : share(had(key), one.value)];
    }),
  );
  if (keys === null && [...next].every(([key, value]) => value === had(key))) return previous;
  const out: Record<string, unknown> = {};
  for (const key of keys ?? Object.keys(object)) put(out, key, next.has(key) ? next.get(key) : had(key));
  return out;
}

function rawOf(text: string, { start, end }: { start: number; end: number }): string {
  return text.slice(start, end);
}
