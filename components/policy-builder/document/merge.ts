import { formatPointer, isObject, type Json, type JsonObject, jsonEqual, readJson } from '@/lib/json';
import { type Command, edit, parse } from '@/lib/policy';

/** What one person decides at a time: all that is said of one tool, the rules of one class, or another member whole. */
type Part = { at: readonly string[]; value: Json | undefined; hidden: boolean };

/**
 * The policy with the changes of both, or null where both changed the same tool, class or member, and not alike. It
 * is their text, byte for byte, but for what this person changed.
 */
export function mergePolicies(base: string, mine: string, theirs: string): string | null {
  const [from, ours, others] = [objectOf(base), objectOf(mine), objectOf(theirs)];
  if (!from || !ours || !others) return null;
  const commands: Command[] = [];
  const hide = new Set<string>();
  const show = new Set<string>();
  for (const at of placesIn(from, ours, others)) {
    const [was, wish, now] = [partAt(from, at), partAt(ours, at), partAt(others, at)];
    if (isSame(was, wish) || isSame(wish, now)) continue;
    if (!isSame(was, now)) return null;
    if (!jsonEqual(wish.value, now.value)) commands.push(put(at, wish.value));
    if (wish.hidden !== now.hidden) (wish.hidden ? hide : show).add(at[1] ?? '');
  }
  const names = strings(others.hide);
  const kept = [...names.filter((name) => !show.has(name)), ...hide];
  if (hide.size + show.size > 0) commands.push(put(['hide'], kept.length > 0 ? kept : undefined));
  const edited = edit(theirs, commands);
  if (!edited.ok || !parse(edited.text).ok) return null;
  return edited.text;
}

const keyed = ['tools', 'classes'];

/** Every place that one of them speaks of; that a tool is hidden belongs to the tool. */
function placesIn(...policies: JsonObject[]): string[][] {
  const found = new Map<string, string[]>();
  const add = (...at: string[]) => found.set(formatPointer(at), at);
  for (const policy of policies) {
    for (const [key, value] of Object.entries(policy)) {
      if (key === 'hide') for (const name of strings(value)) add('tools', name);
      else if (keyed.includes(key) && isObject(value)) for (const name of Object.keys(value)) add(key, name);
      else add(key);
    }
  }
  return [...found.values()];
}

function partAt(policy: JsonObject, at: readonly string[]): Part {
  const [key = '', name] = at;
  const member = Object.hasOwn(policy, key) ? policy[key] : undefined;
  if (name === undefined) return { at, value: member, hidden: false };
  const value = isObject(member) && Object.hasOwn(member, name) ? member[name] : undefined;
  return { at, value, hidden: key === 'tools' && strings(policy.hide).includes(name) };
}

function isSame(a: Part, b: Part): boolean {
  return a.hidden === b.hidden && jsonEqual(a.value, b.value);
}

function put(at: readonly string[], value: Json | undefined): Command {
  const pointer = formatPointer([...at]);
  return value === undefined ? { kind: 'remove', pointer } : { kind: 'set', pointer, value };
}

function objectOf(text: string): JsonObject | undefined {
  const { root, faults } = readJson(text);
  return root?.kind === 'object' && faults.length === 0 ? root.value : undefined;
}

function strings(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
