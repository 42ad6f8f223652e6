/** Keywords about objects, and which of them declare a name. */

import { isObject, type Json, type JsonObject, own } from '@/lib/json';
import { type Base, CannotJudge, type Judging, members, numberOf } from './keyword';
import { hasPattern } from './scalar-keywords';

export function judgeObject(
  judge: Judging,
  schema: JsonObject,
  object: JsonObject,
  base: Base,
  mark: number,
): boolean {
  const names = Object.keys(object);
  judge.spend(names.length);
  const most = numberOf(schema, 'maxProperties');
  const least = numberOf(schema, 'minProperties');
  if ((most !== null && names.length > most) || (least !== null && names.length < least)) return false;
  return (
    hasAll(own(schema, 'required'), object) &&
    judgeDependencies(judge, schema, object, base) &&
    judgeNames(judge, schema, names, base) &&
    judgeProperties(judge, schema, object, base) &&
    judgeUnevaluated(judge, schema, object, base, mark)
  );
}

function hasAll(required: Json | undefined, object: JsonObject): boolean {
  if (required === undefined) return true;
  if (!Array.isArray(required)) throw new CannotJudge();
  return required.every((name) => {
    if (typeof name !== 'string') throw new CannotJudge();
    return Object.hasOwn(object, name);
  });
}

/** `dependencies` is draft-07's, and judged wherever it stands. */
function judgeDependencies(judge: Judging, schema: JsonObject, object: JsonObject, base: Base): boolean {
  const present = (keyword: string) =>
    Object.entries(members(schema, keyword) ?? {}).filter(([name]) => Object.hasOwn(object, name));
  return (
    present('dependentRequired').every(([, required]) => hasAll(required, object)) &&
    present('dependentSchemas').every(([, dependent]) => judge.judge(dependent, object, base)) &&
    present('dependencies').every(([, dependency]) =>
      Array.isArray(dependency) ? hasAll(dependency, object) : judge.judge(dependency, object, base),
    )
  );
}

function judgeNames(judge: Judging, schema: JsonObject, names: string[], base: Base): boolean {
  const propertyNames = own(schema, 'propertyNames');
  return propertyNames === undefined || names.every((name) => judge.probe(propertyNames, name, base));
}

function judgeProperties(judge: Judging, schema: JsonObject, object: JsonObject, base: Base): boolean {
  const properties = members(schema, 'properties') ?? {};
  const patterns = Object.entries(members(schema, 'patternProperties') ?? {});
  const additional = own(schema, 'additionalProperties');
  for (const name of Object.keys(object)) {
    const value = object[name] as Json;
    let known = false;
    const property = own(properties, name);
    if (property !== undefined) {
      known = true;
      if (!judge.judge(property, value, base)) return false;
      judge.see(object, name, true);
    }
    for (const [pattern, one] of patterns) {
      if (!hasPattern(judge, pattern, name)) continue;
      known = true;
      if (!judge.judge(one, value, base)) return false;
      // A pattern that takes any name for any value is `additionalProperties: true` in other words.
      judge.see(object, name, !(saysNothing(one) && hasPattern(judge, pattern, '')));
    }
    if (known || additional === undefined) continue;
    if (!judge.judge(additional, value, base)) return false;
    judge.see(object, name, !saysNothing(additional));
  }
  return true;
}

function judgeUnevaluated(
  judge: Judging,
  schema: JsonObject,
  object: JsonObject,
  base: Base,
  mark: number,
): boolean {
  const unevaluated = own(schema, 'unevaluatedProperties');
  if (unevaluated === undefined || judge.dialect === 'draft-07') return true;
  const seen = judge.seenSince(mark, object);
  for (const name of Object.keys(object)) {
    if (seen.has(name)) continue;
    if (!judge.judge(unevaluated, object[name] as Json, base)) return false;
    judge.see(object, name, !saysNothing(unevaluated));
  }
  return true;
}

const remarks = new Set([
  '$comment',
  'title',
  'description',
  'default',
  'examples',
  'deprecated',
  'readOnly',
  'writeOnly',
  'format',
  'contentEncoding',
  'contentMediaType',
  'contentSchema',
  '$defs',
  'definitions',
]);

/** `true`, `{}`, and an object with nothing but remarks: they hold of everything, and so declare nothing. */
function saysNothing(schema: Json): boolean {
  return schema === true || (isObject(schema) && Object.keys(schema).every((key) => remarks.has(key)));
}
