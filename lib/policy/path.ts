/** The paths of conditions and limits: `args.name`, `args["any name"]`, `args.list[*].name`. */

import { isObject, type Json, own, readString } from '@/lib/json';

/** A member's name, or null for `[*]`, every element of a list. The empty path is `args` itself. */
export type Path = readonly (string | null)[];
export type PathRead = { ok: true; path: Path } | { ok: false; message: string };

export function parsePath(text: string): PathRead {
  if (!text.startsWith('args')) return { ok: false, message: 'A path starts with `args`.' };
  const path: (string | null)[] = [];
  let at = 4;
  while (at < text.length) {
    const unit = text.charAt(at);
    if (unit === '.') {
      const end = nameEnd(text, at + 1);
      if (end === at + 1)
        return wrong(text, end, 'A name belongs behind the dot; write any other name as `["any name"]`');
      path.push(text.slice(at + 1, end));
      at = end;
    } else if (text.startsWith('[*]', at)) {
      path.push(null);
      at += 3;
    } else if (text.startsWith('["', at)) {
      const read = readString(text, at + 1);
      if (!read.ok || read.faults.length > 0 || read.loneSurrogate || text.charAt(read.end) !== ']')
        return wrong(text, at, 'Between `[` and `]` belongs one JSON string');
      path.push(read.value);
      at = read.end + 1;
    } else {
      return wrong(text, at, 'Only `.name`, `["any name"]` or `[*]` can follow');
    }
  }
  return { ok: true, path };
}

/** The path of a text that `parse` has accepted. */
export function pathOf(text: string): Path {
  const read = parsePath(text);
  if (!read.ok) throw new Error(read.message);
  return read.path;
}

/** The shortest way to write a path; two texts denote the same path exactly when they are formatted alike. */
export function formatPath(path: Path): string {
  let text = 'args';
  for (const name of path) {
    if (name === null) text += '[*]';
    else if (name !== '' && nameEnd(name, 0) === name.length) text += `.${name}`;
    else text += `[${JSON.stringify(name)}]`;
  }
  return text;
}

/** The value at a path without `[*]`, or undefined where it is missing. Own members of objects only. */
export function lookUp(args: Json, path: Path): Json | undefined {
  let value: Json | undefined = args;
  for (const name of path) value = name === null ? undefined : member(value, name);
  return value;
}

/** What an object has itself under a name; nothing else has members. */
export function member(value: Json | undefined, name: string): Json | undefined {
  return isObject(value) ? own(value, name) : undefined;
}

const endsName = /[.[\]"*\s\p{Cc}]/gu;

function nameEnd(text: string, start: number): number {
  endsName.lastIndex = start;
  return endsName.test(text) ? endsName.lastIndex - 1 : text.length;
}

function wrong(text: string, at: number, message: string): PathRead {
  const where = at >= text.length ? 'at the end' : `at character ${at + 1}`;
  return { ok: false, message: `${message}, ${where} of the path.` };
}
