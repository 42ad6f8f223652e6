import { type Json, type JsonObject, own } from '@/lib/json';
import { compileRegex, testRegex } from '../regex';
import { typeOf } from '../schema';
import { constraintsOf } from './constraints';
import { textFor } from './text-for';

/** One value that schemas allow together, as plausible as they let it be: what they show themselves goes first. */
export function likely(together: readonly JsonObject[]): Json {
  const { types, values, least, most } = constraintsOf(together);
  const shown = together.flatMap(shownBy);
  if (values !== undefined) {
    const [first = null] = values;
    return shown.find((value) => values.includes(value)) ?? first;
  }
  const [type] = types ?? [];
  for (const value of shown) if (types === undefined || types.has(typeOf(value))) return value;
  switch (type) {
    case undefined:
    case 'string':
      return likelyText(together);
    case 'number':
      return likelyNumber(together, least, most);
    case 'boolean':
      return true;
    case 'array':
      return [];
    case 'object':
      return {};
    case 'null':
      return null;
    default:
      return type satisfies never;
  }
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
  const plain = (typeof format === 'string' && Object.hasOwn(formats, format) && formats[format]) || 'text';
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

const formats: Record<string, string> = {
  uri: 'https://example.com/',
  url: 'https://example.com/',
  email: 'ada@example.com',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  date: '2026-01-31',
  time: '12:00:00Z',
  'date-time': '2026-01-31T12:00:00Z',
  uuid: '00000000-0000-4000-8000-000000000000',
};

/** 1, or what is nearest to it within the bounds. */
function likelyNumber(
  together: readonly JsonObject[],
  least: number | undefined,
  most: number | undefined,
): number {
  const value = Math.max(least ?? 1, Math.min(1, most ?? 1));
  const isOpen = together.some((schema) => own(schema, 'exclusiveMinimum') === value);
  const isWhole = together.some((schema) => own(schema, 'type') === 'integer');
  if (isOpen) return most === undefined || value + 1 < most ? value + 1 : (value + most) / 2;
  return isWhole ? Math.ceil(value) : value;
}
