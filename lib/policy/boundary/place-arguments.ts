import { isObject, type Json, type JsonObject, own, setOwn } from '@/lib/json';
import type { Path } from '../path';
import { type Candidate, missing } from './candidates';
import { constraintsOf } from './constraints';
import { likely } from './likely';
import { type Place, rootPlace } from './schema-place';

/**
 * Arguments that the schema calls for: what it requires and nothing else, each as its schema shows one (`default`, `examples`, the
 * first of a list, the least that a bound allows). The same schema, the same arguments; what is too clever for them they may fail.
 */
export function usualArguments(schema: Json | undefined): JsonObject {
  const args = filled(rootPlace(schema), schema, deepest);
  return isObject(args) ? args : {};
}

const deepest = 4;
/** Of a list that calls for that many. */
const mostItems = 20;

function filled(place: Place, root: Json | undefined, depth: number): Json {
  const [together] = place.alternatives;
  if (together === undefined) return 'text';
  const { types, values } = constraintsOf(together);
  const isObjectLike =
    types?.has('object') || (types === undefined && together.some((one) => 'properties' in one));
  if (values !== undefined || !isObjectLike || depth === 0) {
    const [value] = likely(together);
    return Array.isArray(value) && value.length === 0 && depth > 0 ? listOf(together, root, depth) : value;
  }
  const object: JsonObject = {};
  for (const schema of together) {
    const required = own(schema, 'required');
    const properties = own(schema, 'properties');
    if (!Array.isArray(required)) continue;
    for (const name of required) {
      if (typeof name !== 'string' || Object.hasOwn(object, name)) continue;
      const member = isObject(properties) ? own(properties, name) : undefined;
      setOwn(object, name, filled(memberPlace(member, root), root, depth - 1));
    }
  }
  return object;
}

/** As many elements as it takes, and one where it is said what they are. */
function listOf(together: readonly JsonObject[], root: Json | undefined, depth: number): Json[] {
  const items = together.map((schema) => own(schema, 'items')).find(isObject);
  const counts = together.map((schema) => own(schema, 'minItems'));
  const least = Math.max(items ? 1 : 0, ...counts.filter((count) => typeof count === 'number'));
  const item = filled(memberPlace(items, root), root, depth - 1);
  return Array.from({ length: Math.min(Math.ceil(least), mostItems) }, () => item);
}

function memberPlace(schema: Json | undefined, root: Json | undefined): Place {
  const merged =
    isObject(schema) && isObject(root) && root.$defs !== undefined
      ? { $defs: root.$defs, ...schema }
      : schema;
  return rootPlace(merged);
}

/** A copy of the arguments with the value at the path. What stands in the way is replaced; `[*]` becomes a list of one. */
export function withValue(args: JsonObject, path: Path, value: Candidate): Json {
  const [placed] = put(args, path, 0, value);
  return placed ?? {};
}

/** The new value in a list, or nothing where it is to be left out. */
function put(current: Json | undefined, path: Path, at: number, value: Candidate): [] | [Json] {
  const name = path[at];
  if (name === undefined) return value === missing ? [] : [value];
  if (name === null) {
    const before = Array.isArray(current) ? current : [];
    const [item] = put(before[0], path, at + 1, value);
    return [item === undefined ? [] : [item]];
  }
  const object: JsonObject = {};
  if (isObject(current)) for (const key of Object.keys(current)) setOwn(object, key, current[key] as Json);
  const [member] = put(own(object, name), path, at + 1, value);
  if (member === undefined) delete object[name];
  else setOwn(object, name, member);
  return [object];
}
