import { isObject, type Json, type JsonObject, own, setOwn } from '@/lib/json';
import type { Path } from '../path';
import { type Candidate, missing, usual } from './candidates';
import { constraintsOf } from './constraints';
import { type Place, rootPlace } from './schema-place';

/** Arguments that the schema calls for: what it requires, and nothing else. */
export function usualArguments(schema: Json | undefined): JsonObject {
  const args = filled(rootPlace(schema), schema, 4);
  return isObject(args) ? args : {};
}

function filled(place: Place, root: Json | undefined, depth: number): Json {
  const [together] = place.alternatives;
  if (together === undefined) return 'text';
  const { types, values } = constraintsOf(together);
  const isObjectLike =
    types?.has('object') || (types === undefined && together.some((one) => 'properties' in one));
  if (values !== undefined || !isObjectLike || depth === 0)
    return usual(place)[0] ?? (depth === 4 ? {} : 'text');
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
