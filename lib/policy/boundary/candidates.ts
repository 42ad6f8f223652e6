import { canonical, type Json } from '@/lib/json';
import type { Comparison } from '../language';
import { constraintsOf } from './constraints';
import { likely } from './likely';
import { numbersAround } from './outcomes';
import type { Place } from './schema-place';
import { textFor } from './text-for';

/** An argument that is left out. */
export const missing = Symbol('missing');
export type Candidate = Json | typeof missing;

const longestText = 20_000;
const mostOfAList = 40;

/**
 * Values worth trying on one path: both sides of every boundary that the comparisons draw, values that the schema allows, other
 * types, and none. Those that a person would expect come first.
 */
export function candidatesFor(comparisons: readonly Comparison[], place: Place | undefined): Candidate[] {
  const found = new Map<string, Candidate>();
  const add = (...values: readonly Candidate[]) => {
    for (const value of values) {
      const key = value === missing ? '' : canonical(value);
      if (!found.has(key)) found.set(key, value);
    }
  };
  for (const comparison of comparisons) add(...around(comparison));
  add(...combined(comparisons));
  const alternatives = place?.alternatives ?? [];
  for (const together of alternatives) add(...(constraintsOf(together).values ?? []).slice(0, mostOfAList));
  add(missing, ...alternatives.flatMap(likely), ...otherTypes);
  add(...numbersAround(comparisons).slice(0, 60));
  return [...found.values()];
}

const otherTypes: Json[] = ['text', 1, 0, -1, true, false, null, '', [], {}, ['text'], { name: 'text' }];

/** The values on both sides of one comparison, the allowed side of a bound first. */
export function around({ op, value }: Comparison): Candidate[] {
  switch (op) {
    case 'eq':
    case 'neq':
      return [value, otherThan(value)];
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return typeof value === 'number' ? [value, next(value, 1), next(value, -1)] : [];
    case 'in':
    case 'not_in':
      return Array.isArray(value) ? [...value.slice(0, mostOfAList), otherThan(value[0] ?? 'text')] : [];
    case 'exists':
      return [missing, 'text'];
    case 'regex':
    case 'not_regex':
      return typeof value === 'string' ? aroundPattern(value) : [];
    case 'contains':
    case 'not_contains':
      return typeof value === 'string' ? [value, `a ${value} b`, 'text', [value], []] : [[value], []];
    case 'starts_with':
      return typeof value === 'string' ? [`${value}x`, value, `x${value}`] : [];
    case 'ends_with':
      return typeof value === 'string' ? [`x${value}`, value, `${value}x`] : [];
    case 'length_lte':
    case 'length_gte':
      return typeof value === 'number' ? aroundLength(value) : [];
    case 'host_in':
      return Array.isArray(value) ? value.slice(0, mostOfAList).flatMap(aroundHost) : [];
    case 'within':
      return typeof value === 'string' ? aroundFolder(value) : [];
    default:
      return op satisfies never;
  }
}

/** One step further: a whole unit where whole numbers are exact. */
function next(value: number, direction: 1 | -1): number {
  const whole = Number.isSafeInteger(value) && Number.isSafeInteger(value + direction);
  return whole ? value + direction : value + direction * Math.max(0.01, Math.abs(value) * 1e-9);
}

function otherThan(value: Json): Json {
  if (typeof value === 'string') return value === '' ? 'other' : `other than ${value}`.slice(0, 200);
  if (typeof value === 'number') return value + 1 === value ? 0 : value + 1;
  if (typeof value === 'boolean') return !value;
  return value === null ? 'text' : [];
}

function aroundPattern(pattern: string): string[] {
  const matching = [0, 1, 2, 3]
    .map((alternative) => textFor(pattern, alternative))
    .filter((text) => text !== undefined);
  const first = matching[0] ?? '';
  return [...new Set(matching), `${first}\n`, `x ${first} x`, 'text', ' '];
}

function aroundLength(length: number): Json[] {
  const lengths = [length, length + 1, length - 1].filter((one) => one >= 0 && one <= longestText);
  return lengths.flatMap((one): Json[] => ['x'.repeat(one), Array.from({ length: one }, () => 'x')]);
}

function aroundHost(host: Json): string[] {
  if (typeof host !== 'string') return [];
  const inside = host.startsWith('*.') ? `www.${host.slice(2)}` : host;
  const outside = host.startsWith('*.') ? host.slice(2) : `${host}.evil.example`;
  return [
    `https://${inside}/`,
    `http://${inside}/`,
    `https://${outside}/`,
    'https://evil.example/',
    `https://a@b@${inside}/`,
  ];
}

function aroundFolder(folder: string): string[] {
  const plain = folder.endsWith('/') ? folder.slice(0, -1) : folder;
  const outside = folder.startsWith('/') ? '/elsewhere' : 'elsewhere';
  return [`${plain}/file`, plain === '' ? '/' : plain, outside, `${plain}/../other`, `${plain}-other`];
}

/** Texts that answer two comparisons at once. */
function combined(comparisons: readonly Comparison[]): Candidate[] {
  const texts: string[] = [];
  const starts = comparisons.filter(({ op }) => op === 'starts_with').map(({ value }) => String(value));
  const ends = comparisons.filter(({ op }) => op === 'ends_with').map(({ value }) => String(value));
  const parts = comparisons
    .filter(({ op }) => op === 'contains' || op === 'not_contains')
    .map(({ value }) => value);
  const inner = parts.filter((part) => typeof part === 'string').join(' ');
  for (const start of starts.length > 0 ? starts.slice(0, 8) : ['']) {
    for (const end of ends.length > 0 ? ends.slice(0, 8) : ['']) {
      if (start !== '' || end !== '') texts.push(`${start}${inner}${end}`, `${start}${end}`);
    }
  }
  const schemes = starts.filter((start) => start.endsWith('://'));
  for (const { op, value } of comparisons) {
    if (op !== 'host_in' || !Array.isArray(value)) continue;
    for (const host of value.slice(0, 8)) {
      const bare = String(host).replace(/^\*\./, 'www.');
      for (const scheme of schemes) texts.push(`${scheme}${bare}/`);
    }
  }
  if (inner !== '') texts.push(inner);
  return texts;
}
