/** The arguments that a tool's input schema declares, as the form offers them. The schema is a stranger's: read, never run. */

import { isObject, type Json, type JsonObject, own } from '@/lib/json';

export type ArgumentKind = 'string' | 'number' | 'integer' | 'boolean' | 'choice' | 'list' | 'object' | 'any';

export type Argument = {
  /** As a condition writes it: `args.amount`, `args.items[*].sku`. */
  path: string;
  /** The same without `args.`, for people. */
  label: string;
  kind: ArgumentKind;
  /** One line about it: `integer 1–500`, `string, uri`, `choice of 3`. */
  note: string;
  description?: string;
  choices?: Json[];
  /** Of a list: what its elements are. */
  element?: Argument;
  format?: string;
  required: boolean;
};

const maxArguments = 300;
const maxDepth = 6;

/** Every declared argument, outer before inner, in the schema's order; at most 300. */
export function argumentsOf(schema: Json | undefined): Argument[] {
  const found: Argument[] = [];
  if (isObject(schema)) collect(schema, schema, 'args', 0, found);
  return found;
}

export function findArgument(all: readonly Argument[], path: string): Argument | undefined {
  return all.find((argument) => argument.path === path);
}

/** `.name` where the language allows it plainly, else `["any name"]`. */
export function memberPath(parent: string, name: string): string {
  return name !== '' && !/[.[\]"*\s\p{Cc}]/u.test(name)
    ? `${parent}.${name}`
    : `${parent}[${JSON.stringify(name)}]`;
}

/** What people read for a path: without `args.`. */
export function pathLabel(path: string): string {
  return path === 'args' ? 'all arguments' : path.replace(/^args\.?/, '');
}

function collect(root: JsonObject, node: JsonObject, path: string, depth: number, found: Argument[]): void {
  const schema = resolve(root, node);
  const properties = own(schema, 'properties');
  if (!isObject(properties) || depth >= maxDepth) return;
  const required = own(schema, 'required');
  for (const [name, value] of Object.entries(properties)) {
    if (found.length >= maxArguments) return;
    const member = isObject(value) ? resolve(root, value) : {};
    const isRequired = Array.isArray(required) && required.includes(name);
    const argument = describeArgument(root, member, memberPath(path, name), isRequired);
    found.push(argument);
    collect(root, member, argument.path, depth + 1, found);
    const items = own(member, 'items');
    if (argument.kind === 'list' && isObject(items)) {
      const element = resolve(root, items);
      argument.element = describeArgument(root, element, `${argument.path}[*]`, false);
      found.push(argument.element);
      collect(root, element, argument.element.path, depth + 1, found);
    }
  }
}

function describeArgument(root: JsonObject, schema: JsonObject, path: string, required: boolean): Argument {
  const choices = choicesOf(root, schema);
  const kind = choices ? 'choice' : kindOf(root, schema);
  const format = own(schema, 'format');
  const description = own(schema, 'description');
  return {
    path,
    label: pathLabel(path),
    kind,
    note: noteOf(schema, kind, choices),
    required,
    ...(choices && { choices }),
    ...(typeof format === 'string' && { format }),
    ...(typeof description === 'string' && { description }),
  };
}

function kindOf(root: JsonObject, schema: JsonObject): ArgumentKind {
  const type = own(schema, 'type');
  const types = (Array.isArray(type) ? type : [type]).filter((name) => name !== 'null');
  if (types.length === 1) {
    switch (types[0]) {
      case 'string':
      case 'number':
      case 'integer':
      case 'boolean':
      case 'object':
        return types[0];
      case 'array':
        return 'list';
    }
  }
  if (type === undefined) {
    if (isObject(own(schema, 'properties'))) return 'object';
    if (own(schema, 'items') !== undefined) return 'list';
    const kinds = new Set(variants(root, schema).map((variant) => kindOf(root, variant)));
    const [only] = kinds;
    if (kinds.size === 1 && only) return only;
  }
  return 'any';
}

/** The members of `anyOf` or `oneOf` that are not `null`: how generators write an optional value. */
function variants(root: JsonObject, schema: JsonObject): JsonObject[] {
  const list = own(schema, 'anyOf') ?? own(schema, 'oneOf');
  if (!Array.isArray(list)) return [];
  return list
    .filter(isObject)
    .map((variant) => resolve(root, variant))
    .filter((variant) => own(variant, 'type') !== 'null');
}

function choicesOf(root: JsonObject, schema: JsonObject): Json[] | undefined {
  const list = own(schema, 'enum');
  if (Array.isArray(list) && list.length > 0 && list.every(isScalar)) return list;
  const constant = own(schema, 'const');
  if (constant !== undefined && isScalar(constant)) return [constant];
  const inner = variants(root, schema).map((variant) => choicesOf(root, variant));
  if (inner.length === 0 || inner.some((choices) => choices === undefined)) return undefined;
  return inner.flatMap((choices) => choices ?? []);
}

function noteOf(schema: JsonObject, kind: ArgumentKind, choices: Json[] | undefined): string {
  if (choices) return `choice of ${choices.length}`;
  const format = own(schema, 'format');
  const from = own(schema, 'minimum');
  const to = own(schema, 'maximum');
  if (kind === 'number' || kind === 'integer') {
    if (typeof from === 'number' && typeof to === 'number') return `${kind} ${from}–${to}`;
    if (typeof from === 'number') return `${kind} ≥ ${from}`;
    if (typeof to === 'number') return `${kind} ≤ ${to}`;
    return kind;
  }
  if (kind === 'boolean') return 'yes or no';
  if (kind === 'any') return 'any type';
  return typeof format === 'string' ? `${kind}, ${format}` : kind;
}

/** Follows `$ref` within the document, a few steps at most: a circle ends as an empty schema. */
function resolve(root: JsonObject, schema: JsonObject): JsonObject {
  let at = schema;
  for (let hops = 0; hops < 8; hops += 1) {
    const reference = own(at, '$ref');
    if (typeof reference !== 'string') return at;
    const target = pointedAt(root, reference);
    if (!isObject(target)) return {};
    at = target;
  }
  return {};
}

function pointedAt(root: JsonObject, reference: string): Json | undefined {
  if (!reference.startsWith('#')) return undefined;
  let at: Json | undefined = root;
  for (const part of reference.slice(1).split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(at)) at = at[Number(key)];
    else if (isObject(at)) at = own(at, key);
    else return undefined;
  }
  return at;
}

function isScalar(value: Json): boolean {
  return value === null || typeof value !== 'object';
}
