/** What differs between a confirmed definition and the one that is offered now, piece by piece. Pure. */

import { canonical, type Json } from '@/lib/json';

/** `before` is null for what was added, `after` for what went. Texts are a stranger's. */
export type DefinitionChange = {
  /** What it is about, for people: `Description`, `Argument region`, `Annotations`. */
  part: string;
  /** RFC 6901 into the definition. */
  pointer: string;
  before: string | null;
  after: string | null;
};

const mostChanges = 60;
const deepest = 12;

/** In the order of the definition as it is offered, what went last. Both are JSON text. */
export function changesOf(before: string, after: string): DefinitionChange[] {
  const old = leaves(JSON.parse(before) as Json);
  const now = leaves(JSON.parse(after) as Json);
  const changes: DefinitionChange[] = [];
  for (const [pointer, text] of now) {
    const was = old.get(pointer) ?? null;
    if (was !== text) changes.push({ part: partOf(pointer), pointer, before: was, after: text });
  }
  for (const [pointer, text] of old) {
    if (!now.has(pointer)) changes.push({ part: partOf(pointer), pointer, before: text, after: null });
  }
  return changes.filter(({ part }) => part !== '').slice(0, mostChanges);
}

/** An argument's own description is a piece of its own; the rest of an argument, and any list, is read as one. */
function leaves(value: Json): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (here: Json, pointer: string, depth: number): void => {
    if (typeof here !== 'object' || here === null || Array.isArray(here) || depth >= deepest) {
      found.set(pointer, typeof here === 'string' ? here : canonical(here));
      return;
    }
    const members = Object.entries(here);
    if (members.length === 0) found.set(pointer, '{}');
    for (const [key, member] of members) walk(member, `${pointer}/${escaped(key)}`, depth + 1);
  };
  walk(value, '', 0);
  return found;
}

/** '' for what is no part of the digest: it may change without anybody looking. */
function partOf(pointer: string): string {
  const [, first = '', second, third] = pointer.split('/').map(plain);
  switch (first) {
    case 'name':
      return 'Name';
    case 'title':
      return 'Title';
    case 'description':
      return 'Description';
    case 'annotations':
      return 'Annotations';
    case 'outputSchema':
      return 'Output schema';
    case 'inputSchema':
      if (second === 'properties' && third !== undefined) return `Argument ${third}`;
      return second === 'required' ? 'Required arguments' : 'Input schema';
    default:
      return '';
  }
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

function plain(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}
