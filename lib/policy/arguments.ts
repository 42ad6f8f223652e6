/** A call's arguments as a strict reader finds them in a text. */

import {
  isDeeperThan,
  type Json,
  type JsonRead,
  listIndex,
  parsePointer,
  readJson,
  valueAt,
} from '@/lib/json';
import { maxJsonDepth } from './bounds';
import type { ArgumentNotes } from './language';
import type { Path } from './path';

export type ArgumentsRead =
  | { ok: true; arguments: Json; notes: ArgumentNotes }
  | { ok: false; message: string };

/** Deep enough for any message that carries arguments of the greatest depth. */
const readDepth = maxJsonDepth + 32;

/** A text that holds arguments somewhere: a line of calls, a JSON-RPC message. Read once, then ask for `argumentNotes`. */
export function readCallText(text: string | Uint8Array): JsonRead {
  return readJson(text, { maxDepth: readDepth });
}

/** The text of the arguments alone. */
export function readArguments(text: string | Uint8Array): ArgumentsRead {
  const read = readCallText(text);
  const broken = read.faults.find((fault) => fault.code === 'syntax' || fault.code === 'not-utf-8');
  if (read.root === null || broken !== undefined)
    return { ok: false, message: broken?.message ?? 'The arguments are not JSON.' };
  return { ok: true, arguments: read.root.value, notes: argumentNotes(read, '') };
}

/** What the reader saw at and below `pointer`, with pointers that start there. */
export function argumentNotes(read: JsonRead, pointer: string): ArgumentNotes {
  const below = (other: string) => other === pointer || other.startsWith(`${pointer}/`);
  const notes: ArgumentNotes = {};
  for (const fault of read.faults) {
    if (!below(fault.pointer)) continue;
    if (fault.code === 'duplicate-key') notes.duplicateKey ??= fault.pointer.slice(pointer.length);
    if (fault.code === 'too-deep') notes.tooDeep = true;
  }
  const value = read.root === null ? undefined : valueAt(read.root.value, pointer);
  if (isDeeperThan(value, maxJsonDepth)) notes.tooDeep = true;
  const inexact = read.inexact.filter((other) => other === '' || below(other));
  if (inexact.length > 0)
    notes.inexact = inexact.map((other) => (other === '' ? '' : other.slice(pointer.length)));
  return notes;
}

/** Whether a path reads a number that lost digits. `''` among the pointers stands for numbers anywhere. */
export function reachesInexact(paths: readonly Path[], inexact: readonly string[], args: Json): boolean {
  if (paths.length === 0) return false;
  return inexact.some((pointer) => {
    const segments = parsePointer(pointer) ?? [];
    return segments.length === 0 || paths.some((path) => reaches(path, segments, args));
  });
}

function reaches(path: Path, segments: readonly string[], args: Json): boolean {
  let value: Json | undefined = args;
  for (const [i, name] of path.entries()) {
    const segment = segments[i];
    if (segment === undefined || typeof value !== 'object' || value === null) return false;
    if (Array.isArray(value)) {
      if (name !== null) return false;
      value = value[listIndex(segment) ?? -1];
    } else {
      if (name !== segment || !Object.hasOwn(value, segment)) return false;
      value = value[segment];
    }
  }
  return true;
}
