/** What a command means for the value alone: the measure that `edit` is held against. */

import { type Json, type JsonObject, jsonEqual, parsePointer, setOwn } from '@/lib/json';
import type { Command } from '../language';

/** The value afterwards, or null where the command cannot be done. Knows no `decide`. */
export function applyCommand(
  before: Json,
  command: Exclude<Command, { kind: 'decide' }>,
): { value: Json } | null {
  const value = structuredCloneOf(before);
  const segments = parsePointer(command.pointer);
  if (segments === null) return null;
  const holder: JsonObject = {};
  setOwn(holder, 'root', value);
  const done = run(holder, ['root', ...segments], command);
  return done ? { value: holder.root as Json } : null;
}

function run(holder: JsonObject, path: string[], command: Exclude<Command, { kind: 'decide' }>): boolean {
  const makes = command.kind === 'set' || command.kind === 'insert';
  let parent: Json = holder;
  for (const segment of path.slice(0, -1)) {
    let next = get(parent, segment);
    if (next === undefined && makes && isObject(parent)) {
      next = {};
      setOwn(parent, segment, next);
    }
    if (next === undefined) return false;
    parent = next;
  }
  const last = path.at(-1) as string;
  const found = get(parent, last);
  switch (command.kind) {
    case 'set':
      if (isObject(parent)) setOwn(parent, last, command.value);
      else if (Array.isArray(parent) && found !== undefined) parent[Number(last)] = command.value;
      else if (Array.isArray(parent) && last === String(parent.length)) parent.push(command.value);
      else return false;
      return true;
    case 'insert': {
      let list = found;
      if (list === undefined && isObject(parent)) {
        list = [];
        setOwn(parent, last, list);
      }
      if (!Array.isArray(list) || command.index < 0 || command.index > list.length) return false;
      list.splice(command.index, 0, command.value);
      return true;
    }
    case 'remove':
      if (found === undefined || path.length === 1) return false;
      if (Array.isArray(parent)) parent.splice(Number(last), 1);
      else delete (parent as JsonObject)[last];
      return true;
    case 'rename': {
      if (found === undefined || path.length === 1 || !isObject(parent)) return false;
      if (command.key !== last && Object.hasOwn(parent, command.key)) return false;
      delete parent[last];
      setOwn(parent, command.key, found);
      return true;
    }
    case 'move': {
      if (found === undefined || path.length === 1) return false;
      const size = Array.isArray(parent) ? parent.length : Object.keys(parent as JsonObject).length;
      if (command.to < 0 || command.to >= size) return false;
      if (Array.isArray(parent)) parent.splice(command.to, 0, ...parent.splice(Number(last), 1));
      return true;
    }
  }
}

function get(parent: Json, segment: string): Json | undefined {
  if (Array.isArray(parent)) return /^(0|[1-9]\d*)$/.test(segment) ? parent[Number(segment)] : undefined;
  return isObject(parent) && Object.hasOwn(parent, segment) ? parent[segment] : undefined;
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** JSON.parse makes `__proto__` an own key, as the reader does. */
function structuredCloneOf(value: Json): Json {
  const copy = JSON.parse(JSON.stringify(value)) as Json;
  if (!jsonEqual(copy, value)) throw new Error('The value does not survive being written.');
  return copy;
}
