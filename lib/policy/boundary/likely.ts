import { type Json, type JsonObject, own } from '@/lib/json';
import { compileRegex, testRegex } from '../regex';
import { type JsonType, typeOf } from '../schema';
import { type Constraints, constraintsOf } from './constraints';
import { plainValue } from './plain-value';
import { textFor } from './text-for';

/** A value of each type that schemas allow together, as plausible as they let it be: what they show themselves goes first. */
export function likely(together: readonly JsonObject[]): [Json, ...Json[]] {
  const constraints = constraintsOf(together);
  const { types, values } = constraints;
  const shown = together.flatMap(shownBy);
  if (values !== undefined) {
    const [first = null] = values;
    return [shown.find((value) => values.includes(value)) ?? first];
  }
  const fitting = shown.find((value) => types === undefined || types.has(typeOf(value)));
  const made = [...(types ?? [])].map((type) => likelyOf(type, together, constraints));
  const [first = likelyText(together), ...rest] = fitting === undefined ? made : [fitting, ...made];
  return [first, ...rest];
}

function likelyOf(type: JsonType, together: readonly JsonObject[], constraints: Constraints): Json {
  if (type === 'string') return likelyText(together);
  return type === 'number' ? likelyNumber(together, constraints) : plainValue(type);
}

function shownBy(schema: JsonObject): Json[] {
  const examples = own(schema, 'examples');
  const found = [
    own(schema, 'default'),
    ...(Array.isArray(examples) ? examples : []),
    own(schema, 'example'),
  ];
  return found.filter((value) => value !== undefined && value !== null);
}

function likelyText(together: readonly JsonObject[]): string {
  const said = (key: string) =>
    together.map((schema) => own(schema, key)).find((value) => value !== undefined);
  const [format, pattern, least, most] = [
    said('format'),
    said('pattern'),
    said('minLength'),
    said('maxLength'),
  ];
  const plain = String(plainValue('string', format));
  if (typeof pattern === 'string') {
    const read = compileRegex(pattern);
    const isMatch = (text: string) => read.ok && testRegex(read.regex, text) === true;
    const made = isMatch(plain) ? plain : textFor(pattern);
    if (made !== undefined && isMatch(made)) return made;
  }
  const long = typeof least === 'number' ? plain.padEnd(Math.min(least, longest), 'x') : plain;
  return typeof most === 'number' ? long.slice(0, Math.max(0, most)) : long;
}

const longest = 1_000;

/** 1, or what is nearest to it within the bounds. */
function likelyNumber(together: readonly JsonObject[], { least, most }: Constraints): number {
  const value = Math.max(least ?? 1, Math.min(1, most ?? 1));
  const isOpen = together.some((schema) => own(schema, 'exclusiveMinimum') === value);
  const isWhole = together.some((schema) => own(schema, 'type') === 'integer');
  if (isOpen) return most === undefined || value + 1 < most ? value + 1 : (value + most) / 2;
  return isWhole ? Math.ceil(value) : value;
}
