import type { Json } from '@/lib/json';
import { type Constraints, constraintsOf, type Place } from '../boundary';
import { compileTest } from '../compile-test';
import type { Test } from '../compile-types';
import { evaluate, yes } from '../evaluate';
import type { Operator } from '../language';
import { operatorValues } from '../operators';
import { type JsonType, typeOf } from '../schema';

/**
 * Why no value that the schema allows makes the comparison true, or undefined where one may. Only what types, bounds and
 * lists of values settle is claimed.
 */
export function impossible(place: Place, op: Operator, value: Json): string | undefined {
  if (place.declared !== 'yes' || place.alternatives.length === 0) return undefined;
  let why: string | undefined;
  for (const together of place.alternatives) {
    why = impossibleHere(constraintsOf(together), op, value);
    if (why === undefined) return undefined;
  }
  return why;
}

/** A value that the schema does allow and that was most likely meant: another spelling, or another type. */
export function nearestValue(place: Place, op: Operator, value: Json): Json | undefined {
  const allowed = place.alternatives.flatMap((together) => constraintsOf(together).values ?? []);
  const types = new Set(place.alternatives.flatMap((together) => [...(constraintsOf(together).types ?? [])]));
  const better = (wrong: Json): Json | undefined => {
    if (typeof wrong === 'string' && types.has('number') && !types.has('string')) {
      const number = Number(wrong);
      return wrong.trim() !== '' && Number.isFinite(number) ? number : undefined;
    }
    if (typeof wrong === 'string' && types.has('boolean') && !types.has('string')) {
      return wrong === 'true' ? true : wrong === 'false' ? false : undefined;
    }
    if (typeof wrong === 'number' && types.has('string') && !types.has('number')) return String(wrong);
    const lower = JSON.stringify(wrong).toLowerCase();
    return allowed.find((candidate) => JSON.stringify(candidate).toLowerCase() === lower);
  };
  if (op === 'eq') return better(value);
  if (op !== 'in' || !Array.isArray(value)) return undefined;
  const mended = value.map((element) => better(element));
  return mended.every((element) => element !== undefined) && mended.length > 0 ? mended : undefined;
}

/** Whether the schema also allows a shape for which the comparison is simply false. */
export function severalShapes(place: Place, op: Operator, value: Json): boolean {
  if (place.declared !== 'yes') return false;
  const types = new Set<JsonType>();
  for (const together of place.alternatives) {
    const { types: said, values } = constraintsOf(together);
    if (values !== undefined) for (const listed of values) types.add(typeOf(listed));
    else for (const type of said ?? []) types.add(type);
  }
  if (op === 'contains') return types.has('string') && types.has('array');
  if (op !== 'eq' && op !== 'in') return false;
  const compared = new Set((op === 'in' && Array.isArray(value) ? value : [value]).map(typeOf));
  return [...types].some((type) => (type === 'array' || type === 'object') && !compared.has(type));
}

function impossibleHere({ types, values, least, most }: Constraints, op: Operator, value: Json) {
  const able = ableTypes(op, value);
  if (able === undefined) return undefined;
  let test: Test | undefined;
  const isTrue = (argument: Json) => {
    test ??= compileTest({ path: 'args.value', op, value });
    return evaluate(test, { value: argument }, true) === yes;
  };
  if (values !== undefined) {
    if (values.some((listed) => isTrue(listed))) return undefined;
    const shown = values.slice(0, 6).map((listed) => JSON.stringify(listed));
    return `the schema allows only ${shown.join(', ')}${values.length > shown.length ? ' and others' : ''}`;
  }
  if (types !== undefined && !able.some((type) => types.has(type)))
    return `the schema allows only ${[...types].join(' or ')}`;
  if (able.some((type) => type !== 'number') || (least ?? most) === undefined) return undefined;
  const [low, high] = [least ?? -Number.MAX_VALUE, most ?? Number.MAX_VALUE];
  const wanted = [low, high, ...(Array.isArray(value) ? value : [value])];
  const fits = (number: Json) => typeof number === 'number' && number >= low && number <= high;
  return wanted.some((number) => fits(number) && isTrue(number)) ? undefined : boundsInWords(least, most);
}

/** Types of which some value makes the comparison true; undefined where nothing is claimed. */
function ableTypes(op: Operator, value: Json): JsonType[] | undefined {
  switch (operatorValues[op]) {
    case 'number':
      return ['number'];
    case 'whole':
      return ['string', 'array'];
    case 'boolean':
      return undefined;
    case 'list':
      return op === 'in' && Array.isArray(value) && value.length > 0 ? value.map(typeOf) : undefined;
    case 'any':
      if (op === 'neq') return undefined;
      if (op === 'eq') return [typeOf(value)];
      return typeof value === 'string' ? ['string', 'array'] : ['array'];
    default:
      return ['string'];
  }
}

function boundsInWords(least: number | undefined, most: number | undefined): string {
  if (least === undefined) return `the schema allows at most ${most}`;
  return most === undefined ? `the schema allows at least ${least}` : `the schema allows ${least} to ${most}`;
}
