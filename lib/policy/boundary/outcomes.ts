import { canonical, isObject, type Json } from '@/lib/json';
import { compileTest } from '../compile-test';
import { evaluate, no, type Outcome, turn, unknown, yes } from '../evaluate';
import type { Comparison, Operator } from '../language';
import { isNegation, positiveOf } from '../operators';

/**
 * Every way in which a set of comparisons on one path can come out together, and perhaps some more: never fewer. What is concluded
 * for all of these combinations therefore holds for all values.
 */
export type Outcomes = Outcome[][];

/** A value that stands for all values that the comparisons cannot tell from it; undefined is a missing argument. */
export type Value = Json | undefined;

const opaqueOnText: readonly Operator[] = [
  'regex',
  'contains',
  'starts_with',
  'ends_with',
  'host_in',
  'within',
];
const mostCombinations = 2_000;

/**
 * null where there are too many combinations to look at, or bounds too great. The comparisons are on one path without `[*]`;
 * `isRoot` is for the path `args`, which is an object and there always.
 */
export function outcomesOn(comparisons: readonly Comparison[], isRoot: boolean): Outcomes | null {
  const tests = comparisons.map(({ op, value }) => compileTest({ path: 'args.value', op, value }));
  const found = new Map<string, Outcome[]>();
  const add = (outcome: Outcome[]) => found.set(outcome.join(''), outcome);
  const named = namedValues(comparisons);
  const letter = freshLetter(named);
  const known = knownValues(comparisons, named, letter);
  for (const value of isRoot ? known.filter(isObject) : known) {
    const args: Json = value === undefined ? {} : { value };
    add(tests.map((test) => evaluate(test, args, true)));
  }
  if (isRoot) return [...found.values()];

  const lengths = lengthsOf(comparisons);
  const keys = comparisons.map(keyOf);
  const opaque = opaqueOf(comparisons);
  const isTooMuch =
    3 ** opaque.length * (lengths.length + 1) > mostCombinations || (lengths.at(-1) ?? 0) > longest;
  if (isTooMuch) return null;
  for (const fresh of freshValues(lengths, letter)) {
    const free = opaque
      .map((one) => ({ ...one, options: optionsOf(one, typeof fresh === 'string') }))
      .filter(({ options }) => options.length > 0);
    const isFree = (at: number) => free.some(({ key }) => key === keys[at]);
    const base = tests.map((test, at) => (isFree(at) ? unknown : evaluate(test, { value: fresh }, true)));
    for (const outcome of spread(base, keys, comparisons, free)) add(outcome);
  }
  return [...found.values()];
}

type Opaque = { key: string; op: Operator; value: Json };

/** Comparisons whose outcome on a text or list that nobody named can be anything; a negation goes with what it negates. */
function opaqueOf(comparisons: readonly Comparison[]): Opaque[] {
  const found = new Map<string, Opaque>();
  for (const comparison of comparisons) {
    const op = positiveOf(comparison.op);
    const key = keyOf(comparison);
    if (opaqueOnText.includes(op)) found.set(key, { key, op, value: comparison.value });
  }
  return [...found.values()];
}

/** What an opaque comparison may say of a text, or of a list; none where evaluating it says all. */
function optionsOf({ op, value }: Opaque, isText: boolean): readonly Outcome[] {
  if (!isText) return op === 'contains' ? [no, yes] : [];
  if (op === 'starts_with' || op === 'ends_with') return [no, yes];
  if (op === 'contains') return typeof value === 'string' ? [no, yes] : [];
  return [no, unknown, yes];
}

function keyOf({ op, value }: Comparison): string {
  return `${positiveOf(op)} ${canonical(value)}`;
}

/** What the comparisons say together, for each combination of what those that are free may say. */
function spread(
  base: Outcome[],
  keys: readonly string[],
  comparisons: readonly Comparison[],
  free: readonly (Opaque & { options: readonly Outcome[] })[],
): Outcomes {
  let rows: Outcomes = [base];
  for (const { key, options } of free) {
    const says = (option: Outcome) => (outcome: Outcome, at: number) => {
      if (keys[at] !== key) return outcome;
      return isNegation(comparisons[at]?.op as Operator) ? turn(option) : option;
    };
    rows = rows.flatMap((row) => options.map((option) => row.map(says(option))));
  }
  return rows;
}

/** A character that stands in no named value: what is made of it equals none of them. */
function freshLetter(named: readonly Json[]): string {
  const text = JSON.stringify(named);
  let point = 0x4e00;
  while (text.includes(String.fromCodePoint(point))) point += 1;
  return String.fromCodePoint(point);
}

/** Values that some comparison names, and for every other kind of value one that stands for it. */
function knownValues(comparisons: readonly Comparison[], named: readonly Json[], letter: string): Value[] {
  return [
    undefined,
    null,
    true,
    false,
    '',
    [],
    {},
    ...named,
    ...numbersAround(comparisons),
    { [letter]: letter },
  ];
}

function namedValues(comparisons: readonly Comparison[]): Json[] {
  return comparisons.flatMap(({ op, value }) => {
    if (op === 'eq' || op === 'neq') return [value];
    return (op === 'in' || op === 'not_in') && Array.isArray(value) ? value : [];
  });
}

/** Every number that is compared with, one between each two, and one beyond each end. */
export function numbersAround(comparisons: readonly Comparison[]): number[] {
  const numbers = new Set<number>([0]);
  for (const { op, value } of comparisons) {
    if (op === 'length_lte' || op === 'length_gte') continue;
    for (const one of Array.isArray(value) ? value : [value]) if (typeof one === 'number') numbers.add(one);
  }
  const sorted = [...numbers].sort((a, b) => a - b);
  const between = sorted.slice(1).map((number, index) => middle(sorted[index] ?? 0, number));
  return [below(sorted[0] ?? 0), ...sorted, ...between, above(sorted.at(-1) ?? 0)];
}

function middle(a: number, b: number): number {
  return a / 2 + b / 2;
}

function below(number: number): number {
  return number <= 0 ? Math.max(-Number.MAX_VALUE, number * 2 - 1) : number / 2;
}

function above(number: number): number {
  return Math.min(Number.MAX_VALUE, Math.abs(number) * 2 + 1);
}

/** Lengths that make a difference: each bound, and its neighbours. */
function lengthsOf(comparisons: readonly Comparison[]): number[] {
  const lengths = new Set<number>();
  for (const { op, value } of comparisons) {
    if ((op !== 'length_lte' && op !== 'length_gte') || typeof value !== 'number') continue;
    for (const length of [value - 1, value, value + 1]) if (length >= 0) lengths.add(length);
  }
  return [...lengths].sort((a, b) => a - b);
}

/** Code points and elements. Greater bounds are not looked at. */
const longest = 20_000;
/** Where no bound says anything. */
const usualLength = 24;

/** Texts and lists of each length that matters, none of them named. */
function freshValues(lengths: readonly number[], letter: string): (string | Json[])[] {
  const beyond = lengths.length === 0 ? [] : [Math.max(...lengths) + 1];
  const wanted = [...new Set([usualLength, ...lengths, ...beyond])].filter((length) => length > 0);
  return wanted.flatMap((length) => [letter.repeat(length), Array.from({ length }, () => letter)]);
}
