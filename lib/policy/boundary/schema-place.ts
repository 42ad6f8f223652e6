import { isObject, type Json, type JsonObject, own } from '@/lib/json';
import type { Path } from '../path';
import { follow, isJsonType, type JsonType } from '../schema';

/**
 * What an input schema says about one path. Read leniently and never trusted: where the schema is too clever to be
 * followed (foreign references, conditionals, too many alternatives), the answer is 'unknown' and nothing is claimed.
 */
export type Place = {
  declared: 'yes' | 'no' | 'unknown';
  /** The caller may leave it out, as far as the schema goes. */
  optional: boolean;
  /** Each alternative is a list of schemas that hold together. Empty where nothing is known. */
  alternatives: JsonObject[][];
  /** Names that the nearest object on the way declares, for suggestions when `declared` is 'no'. */
  siblings: string[];
  /** How many steps of the path could be followed. */
  depth: number;
};

const maxAlternatives = 32;
/** Schemas looked at for one step of a path. */
const maxSteps = 200;

/** The root of a tool's arguments: present always. */
export function rootPlace(schema: Json | undefined): Place {
  if (!isObject(schema)) return nowhere('unknown');
  return {
    declared: 'yes',
    optional: false,
    alternatives: alternativesOf(schema, schema),
    siblings: [],
    depth: 0,
  };
}

/** Follows a path into a schema. */
export function placeAt(schema: Json | undefined, path: Path): Place {
  let place = rootPlace(schema);
  for (const [depth, name] of path.entries()) {
    const next = name === null ? elementOf(place, schema) : memberOf(place, name, schema);
    if (next.declared !== 'yes') return { ...next, depth };
    place = next;
  }
  return { ...place, depth: path.length };
}

function nowhere(declared: 'no' | 'unknown', siblings: string[] = []): Place {
  return { declared, optional: true, alternatives: [], siblings, depth: 0 };
}

function somewhere(optional: boolean, alternatives: JsonObject[][]): Place {
  const known = alternatives.length > maxAlternatives ? [] : alternatives;
  return { declared: 'yes', optional, alternatives: known, siblings: [], depth: 0 };
}

function memberOf(place: Place, name: string, root: Json | undefined): Place {
  if (place.alternatives.length === 0) return nowhere('unknown');
  const found: JsonObject[][] = [];
  const siblings: string[] = [];
  let optional = place.optional;
  let unknown = false;
  for (const together of place.alternatives) {
    const member = memberIn(together, name, root, siblings);
    if (member === 'unknown') unknown = true;
    else if (member !== 'no') found.push(...member);
    if (!isRequired(together, name)) optional = true;
  }
  if (found.length > 0) return somewhere(optional, unknown ? [] : found);
  return nowhere(unknown ? 'unknown' : 'no', [...new Set(siblings)]);
}

function memberIn(
  together: JsonObject[],
  name: string,
  root: Json | undefined,
  siblings: string[],
): JsonObject[][] | 'no' | 'unknown' {
  if (typesTogether(together)?.has('object') === false) return 'no';
  let result: JsonObject[][] | undefined;
  let closed = false;
  for (const schema of together) {
    const properties = own(schema, 'properties');
    if (own(schema, 'patternProperties') !== undefined || own(schema, 'if') !== undefined) return 'unknown';
    const rest = own(schema, 'additionalProperties');
    if (isObject(properties) || rest === false) closed = true;
    if (isObject(properties)) siblings.push(...Object.keys(properties));
    const property = isObject(properties) ? own(properties, name) : undefined;
    if (property !== undefined || isObject(rest))
      result = join(result, alternativesOf(property ?? rest, root));
  }
  return result ?? (closed && !together.includes(untold) ? 'no' : 'unknown');
}

function elementOf(place: Place, root: Json | undefined): Place {
  if (place.alternatives.length === 0) return nowhere('unknown');
  const found: JsonObject[][] = [];
  let unknown = false;
  for (const together of place.alternatives) {
    if (typesTogether(together)?.has('array') === false) continue;
    let result: JsonObject[][] | undefined;
    for (const schema of together) {
      const items = own(schema, 'items');
      if (isObject(items) && own(schema, 'prefixItems') === undefined) {
        result = join(result, alternativesOf(items, root));
      }
    }
    if (result === undefined) unknown = true;
    else found.push(...result);
  }
  if (found.length === 0 && !unknown) return nowhere('no');
  return somewhere(place.optional, unknown ? [] : found);
}

function isRequired(together: JsonObject[], name: string): boolean {
  return together.some((schema) => {
    const required = own(schema, 'required');
    return Array.isArray(required) && required.includes(name);
  });
}

/** Stands for what was not followed: it may declare any name. */
const untold: JsonObject = {};
const anything = [[untold]];

/** All alternatives of a schema, with references followed. */
function alternativesOf(schema: Json | undefined, root: Json | undefined): JsonObject[][] {
  return expand(schema, { root, steps: 0, around: [] });
}

/** `around` are the schemas that this one stands in. */
type Walk = { root: Json | undefined; steps: number; around: JsonObject[] };

function expand(schema: Json | undefined, walk: Walk): JsonObject[][] {
  const { root, around } = walk;
  if (!isObject(schema) || walk.steps++ >= maxSteps) return anything;
  // Inside of itself a schema says nothing more.
  if (around.includes(schema)) return [[]];
  around.push(schema);
  let result: JsonObject[][] = [[schema]];
  const reference = own(schema, '$ref');
  if (reference !== undefined) result = join(result, expand(follow(reference, root), walk));
  const all = own(schema, 'allOf');
  if (Array.isArray(all)) for (const part of all) result = join(result, expand(part, walk));
  for (const choices of [own(schema, 'anyOf'), own(schema, 'oneOf')]) {
    if (!Array.isArray(choices) || choices.length === 0) continue;
    const found = choices.flatMap((choice) => expand(choice, walk));
    result = join(result, found);
  }
  around.pop();
  return result;
}

function join(left: JsonObject[][] | undefined, right: JsonObject[][]): JsonObject[][] {
  if (left === undefined) return right;
  if (left.length * right.length > maxAlternatives) return anything;
  return left.flatMap((one) => right.map((other) => [...one, ...other]));
}

/** The types that schemas allow together; undefined where they do not say. */
export function typesTogether(together: readonly JsonObject[]): Set<JsonType> | undefined {
  let types: Set<JsonType> | undefined;
  for (const schema of together) {
    const said = typesOf(schema);
    if (said === undefined) continue;
    types = types === undefined ? said : new Set([...types].filter((type) => said.has(type)));
  }
  return types;
}

function typesOf(schema: JsonObject): Set<JsonType> | undefined {
  const type = own(schema, 'type');
  const names = typeof type === 'string' ? [type] : Array.isArray(type) ? type : undefined;
  if (names === undefined) return undefined;
  const types = new Set<JsonType>();
  for (const name of names) {
    if (name === 'integer') types.add('number');
    else if (isJsonType(name)) types.add(name);
  }
  return types.size > 0 ? types : undefined;
}
