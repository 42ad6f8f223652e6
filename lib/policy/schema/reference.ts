/** `$schema` and `$ref`, within the document. */

import { isObject, type Json, type JsonObject, listIndex, own, parsePointer } from '@/lib/json';
import { type Base, CannotJudge, type Dialect } from './keyword';

const dialects: { [uri: string]: Dialect } = {
  'json-schema.org/draft/2020-12/schema': '2020-12',
  'json-schema.org/draft-07/schema': 'draft-07',
};

/** Where no dialect is named it is the newer one, as MCP has it. */
export function dialectOf(schema: Json): Dialect {
  const uri = isObject(schema) ? own(schema, '$schema') : undefined;
  if (uri === undefined) return '2020-12';
  const plain = typeof uri === 'string' ? uri.replace(/^https?:\/\//, '').replace(/#$/, '') : '';
  const dialect = own(dialects, plain);
  if (dialect === undefined) throw new CannotJudge();
  return dialect;
}

/** Where a reference leads, for whoever goes on without it: undefined where `resolve` would not judge. */
export function follow(ref: Json, root: Json | undefined): Json | undefined {
  if (!isObject(root)) return undefined;
  try {
    return resolve(ref, root, root).schema;
  } catch (error) {
    if (error instanceof CannotJudge) return undefined;
    throw error;
  }
}

/** A reference to this document: `#`, `#/pointer`, `#anchor`, or the root's own `$id` in front of one. */
export function resolve(ref: Json, base: Base, root: Json): { schema: Json; base: Base } {
  if (typeof ref !== 'string') throw new CannotJudge();
  const hash = ref.indexOf('#');
  const address = hash < 0 ? ref : ref.slice(0, hash);
  const fragment = hash < 0 ? '' : decoded(ref.slice(hash + 1));
  let from = base;
  if (address !== '') {
    const id = isObject(root) ? own(root, '$id') : undefined;
    if (!isObject(root) || typeof id !== 'string' || id.replace(/#$/, '') !== address)
      throw new CannotJudge();
    from = root;
  }
  if (fragment === '' || fragment.startsWith('/')) return { schema: pointed(from, fragment), base: from };
  return { schema: anchored(from, fragment), base: from };
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    throw new CannotJudge();
  }
}

function pointed(from: Base, pointer: string): Json {
  const segments = parsePointer(pointer);
  if (segments === null) throw new CannotJudge();
  let value: Json | undefined = from;
  for (const segment of segments) {
    if (isObject(value) && value !== from && typeof own(value, '$id') === 'string') throw new CannotJudge();
    if (Array.isArray(value)) value = value[listIndex(segment) ?? -1];
    else value = isObject(value) ? own(value, segment) : undefined;
  }
  if (value === undefined) throw new CannotJudge();
  return value;
}

/** The one schema with this anchor; two of them leave doubt. */
function anchored(from: Base, name: string): Json {
  const found: JsonObject[] = [];
  const open: Json[] = [from];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    if (isObject(value)) {
      const names = [own(value, '$anchor'), own(value, '$dynamicAnchor')];
      if (names.includes(name) || own(value, '$id') === `#${name}`) found.push(value);
    }
    open.push(...Object.values(value));
  }
  if (found.length !== 1) throw new CannotJudge();
  return found[0] as JsonObject;
}
