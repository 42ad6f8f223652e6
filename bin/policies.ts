import { type JsonNode, nodeAt, places, readJson } from '@/lib/json';
import { type Fault, type Policy, parse } from '@/lib/policy';
import { type Io, nameOf, printable, readBytes, Unusable } from './io';

/** A policy's text and what it says. */
export type Document = { file: string; text: string; policy: Policy };
export type DocumentRead = { ok: true; document: Document } | { ok: false; file: string; faults: Fault[] };

export async function readDocument(path: string, io: Io): Promise<DocumentRead> {
  const bytes = await readBytes(path, io);
  const parsed = parse(bytes);
  const file = path === '-' ? 'stdin' : path;
  if (!parsed.ok) return { ok: false, file, faults: parsed.faults };
  return { ok: true, document: { file, text: new TextDecoder().decode(bytes), policy: parsed.policy } };
}

/** A policy that has to parse; otherwise its faults are the sentence. */
export async function readPolicy(path: string, io: Io): Promise<Document> {
  const read = await readDocument(path, io);
  if (read.ok) return read.document;
  const faults = read.faults
    .slice(0, 20)
    .map(({ line, column, message }) => `  ${line}:${column} ${printable(message)}`);
  const more = read.faults.length > 20 ? `\n  and ${read.faults.length - 20} more` : '';
  throw new Unusable(`${nameOf(path)} is not a valid policy:\n${faults.join('\n')}${more}`);
}

/** Line and column of what a pointer denotes: the key of a member, the start of an element, or the nearest thing that is there. */
export function placesIn(text: string): (pointer: string) => { line: number; column: number } {
  const { root } = readJson(text);
  const placeOf = places(text);
  return (pointer) => {
    for (let at = pointer; root !== null; at = at.slice(0, at.lastIndexOf('/'))) {
      const found = nodeAt(root, at);
      if (found !== null) return placeOf(startOf(found));
      if (at === '') break;
    }
    return { line: 1, column: 1 };
  };
}

function startOf({ node, member }: { node: JsonNode; member?: { keyStart: number } }): number {
  return member?.keyStart ?? node.start;
}
