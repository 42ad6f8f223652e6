import { canonical, type Json } from '@/lib/json';
import { compileTest } from '../compile-test';
import { evaluate, no, type Outcome, unknown, yes } from '../evaluate';
import type { Comparison, Operator } from '../language';

/**
 * Every way in which a set of comparisons on one path can come out together, and perhaps some more: never fewer. What is concluded
 * for all of these combinations therefore holds for all values.
 */
export type Outcomes = Outcome[][];

/** A value that stands for all values that the comparisons cannot tell from it; undefined is a missing argument. */
export type Value = Json | undefined;

const positive: { [op in Operator]?: Operator } = {
  neq: 'eq',
  not_in: 'in',
  not_regex: 'regex',
  not_contains: 'contains',
};
const opaqueOnText: readonly Operator[] = [
  'regex',
  'contains',
  'starts_with',
  'ends_with',
  'host_in',
  'within',
];
const mostCombinations = 2_000;

/** null where there are too many combinations to look at. `path` is written without `args`; it holds no `[*]`. */
export function outcomesOn(comparisons: readonly Comparison[], isRoot: boolean): Outcomes | null {
  const tests = comparisons.map(({ op, value }) => compileTest({ path: 'args.value', op, value }));
  const judge = (value: Value): Outcome[] => {
    const args: Json = value === undefined ? {} : { value };
    return tests.map((test) => evaluate(test, args, true));
  };
  const found = new Map<string, Outcome[]>();
  const add = (outcome: Outcome[]) => found.set(outcome.join(''), outcome);
  for (const value of isRoot ? knownObjects(comparisons) : knownValues(comparisons)) add(judge(value));
  if (isRoot) return [...found.values()];
  const opaque = opaqueOf(comparisons);
  if (3 ** opaque.length * (lengthsOf(comparisons).length + 1) > mostCombinations) return null;
  for (const fresh of [...freshTexts(comparisons), ...freshLists(comparisons)]) {
    spread(judge(fresh), comparisons, opaque, typeof fresh === 'string', add);
  }
  return [...found.values()];
}

type Opaque = { key: string; op: Operator };

/** Comparisons whose outcome on a text or list that nobody named can be anything; a negation goes with what it negates. */
function opaqueOf(comparisons: readonly Comparison[]): Opaque[] {
  const found = new Map<string, Opaque>();
  for (const comparison of comparisons) {
    const op = positive[comparison.op] ?? comparison.op;
    if (opaqueOnText.includes(op)) found.set(keyOf(comparison), { key: keyOf(comparison), op });
  }
  return [...found.values()];
}

function keyOf({ op, value }: Comparison): string {
  return `${positive[op] ?? op} ${canonical(value)}`;
}

/** All combinations of what the opaque comparisons may say, around what the others do say. */
function spread(
  base: Outcome[],
  comparisons: readonly Comparison[],
  opaque: readonly Opaque[],
  isText: boolean,
  add: (outcome: Outcome[]) => void,
): void {
  const free = opaque.filter(({ op }) => isText || op === 'contains');
  const chosen = new Map<string, Outcome>();
  const choose = (at: number): void => {
    const next = free[at];
    if (next === undefined) {
      add(
        base.map((outcome, index) => {
          const comparison = comparisons[index];
          const said = comparison && chosen.get(keyOf(comparison));
          if (said === undefined) return outcome;
          return comparison && positive[comparison.op] !== undefined ? ((yes - said) as Outcome) : said;
        }),
      );
      return;
    }
    for (const outcome of [no, unknown, yes] as const) {
      chosen.set(next.key, outcome);
      choose(at + 1);
    }
  };
  choose(0);
}

/** Values that some comparison names, and for every other kind of value one that stands for it. */
function knownValues(comparisons: readonly Comparison[]): Value[] {
  const named = namedValues(comparisons);
  return [undefined, null, true, false, ...named, ...numbersAround(comparisons), freshObject(named)];
}

function knownObjects(comparisons: readonly Comparison[]): Value[] {
  const objects = namedValues(comparisons).filter((value) => typeof value === 'object' && value !== null);
  return [...objects.filter((value) => !Array.isArray(value)), freshObject(objects)];
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

const longest = 5_000;

/** One text of each length that matters, none of them named. Where lengths are too great the bound is not looked at closely. */
function freshTexts(comparisons: readonly Comparison[]): string[] {
  const named = new Set(namedValues(comparisons).filter((value) => typeof value === 'string'));
  const lengths = lengthsOf(comparisons).filter((length) => length <= longest);
  const texts = ['', freshText(named, 24)];
  for (const length of lengths) texts.push(freshText(named, length));
  const last = lengths.at(-1);
  if (last !== undefined) texts.push(freshText(named, last + 1));
  return texts;
}

function freshText(named: ReadonlySet<string>, length: number): string {
  for (const character of 'qwxyzjvkQWXYZJVK0123456789') {
    const text = character.repeat(length);
    if (length === 0 || !named.has(text)) return text;
  }
  return 'é'.repeat(length);
}

function freshLists(comparisons: readonly Comparison[]): Json[][] {
  const lengths = new Set([0, 1, ...lengthsOf(comparisons).filter((length) => length <= longest)]);
  return [...lengths].map((length) => Array.from({ length }, (): Json => ({ fresh: 'element of nobody' })));
}

function freshObject(named: readonly Json[]): Json {
  const object = { fresh: `member of nobody ${named.length}` };
  return object;
}
