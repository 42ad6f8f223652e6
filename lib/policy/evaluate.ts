/** Three-valued logic over a call's arguments. What cannot be told is a value of its own. */

import { codePointLength, type Json, type JsonObject, jsonEqual } from '@/lib/json';
import { code, type Test } from './compile-types';
import { isWithin, parseFolder } from './folder';
import { hostOf, matchesHost } from './host';
import { member } from './path';
import { testRegex } from './regex';

export const no = 0;
export const unknown = 1;
export const yes = 2;
/** Ordered so that Kleene's `and` is the lesser, `or` the greater, and `not` is 2 minus the value. */
export type Outcome = typeof no | typeof unknown | typeof yes;

/**
 * `every` says how `[*]` speaks of a list: true (`require`): each element must hold; false (`deny_if`, `approve_if`): one is
 * enough. A `not` turns that round, so that `require {not C}` holds exactly when `deny_if {C}` does not fire.
 */
export function evaluate(test: Test, args: JsonObject, every: boolean): Outcome {
  const { name } = test;
  if (name !== null) return compare(test, args[name]);
  if (test.code >= code.any) return connect(test, args, every);
  if (test.each) return quantify(test, args, 0, every);
  let value: Json | undefined = args;
  for (const step of test.path) value = member(value, step as string);
  return compare(test, value);
}

function connect(test: Test, args: JsonObject, every: boolean): Outcome {
  if (test.code === code.not) return turn(evaluate(test.inner[0] as Test, args, !every));
  const settles = test.code === code.any ? yes : no;
  let outcome: Outcome = test.code === code.any ? no : yes;
  for (const inner of test.inner) {
    const one = evaluate(inner, args, every);
    if (one === settles) return one;
    if (one === unknown) outcome = unknown;
  }
  return outcome;
}

function quantify(test: Test, from: Json | undefined, start: number, every: boolean): Outcome {
  let value = from;
  for (let at = start; at < test.path.length; at++) {
    const step = test.path[at] as string | null;
    if (step !== null) {
      value = member(value, step);
      continue;
    }
    // A missing list counts as one missing element, whatever follows.
    if (value === undefined) return compare(test, undefined);
    if (!Array.isArray(value)) return unknown;
    const settles = every ? no : yes;
    let outcome: Outcome = every ? yes : no;
    for (const item of value) {
      const one = quantify(test, item, at + 1, every);
      if (one === settles) return one;
      if (one === unknown) outcome = unknown;
    }
    return outcome;
  }
  return compare(test, value);
}

function compare(test: Test, value: Json | undefined): Outcome {
  if (value === undefined) {
    if (test.code === code.exists) return test.value === false ? yes : no;
    return test.negated ? unknown : no;
  }
  const outcome = compareTo(test, value);
  return test.negated ? turn(outcome) : outcome;
}

/** The comparisons that most policies are made of; small, so that it is inlined where it is called. */
function compareTo(test: Test, value: Json): Outcome {
  if (test.code === code.eq) return value === test.value || jsonEqual(value, test.value) ? yes : no;
  if (test.code > code.gte) return compareOther(test, value);
  if (typeof value !== 'number') return unknown;
  const bound = test.value as number;
  if (test.code === code.lte) return value <= bound ? yes : no;
  if (test.code === code.gte) return value >= bound ? yes : no;
  return (test.code === code.lt ? value < bound : value > bound) ? yes : no;
}

function compareOther(test: Test, value: Json): Outcome {
  switch (test.code) {
    case code.in:
      return told((test.value as Json[]).some((one) => jsonEqual(value, one)));
    case code.exists:
      return told(test.value === true);
    case code.regex:
      return matches(test, value);
    case code.contains:
      return contains(value, test.value);
    case code.starts_with:
      return typeof value === 'string' ? told(value.startsWith(test.value as string)) : unknown;
    case code.ends_with:
      return typeof value === 'string' ? told(value.endsWith(test.value as string)) : unknown;
    case code.length_lte:
    case code.length_gte:
      return measure(test, value);
    case code.host_in: {
      const host = typeof value === 'string' ? hostOf(value) : null;
      return host === null ? unknown : told(test.hosts.some((pattern) => matchesHost(pattern, host)));
    }
    case code.within:
      return within(test, value);
    default:
      throw new Error(`No operator has the code ${test.code}.`);
  }
}

function matches(test: Test, value: Json): Outcome {
  if (typeof value !== 'string' || test.regex === null) return unknown;
  const found = testRegex(test.regex, value);
  return found === null ? unknown : told(found);
}

function contains(value: Json, part: Json): Outcome {
  if (typeof value === 'string') return typeof part === 'string' ? told(value.includes(part)) : unknown;
  if (Array.isArray(value)) return told(value.some((item) => jsonEqual(item, part)));
  return unknown;
}

function measure(test: Test, value: Json): Outcome {
  if (typeof value !== 'string' && !Array.isArray(value)) return unknown;
  const length = typeof value === 'string' ? codePointLength(value) : value.length;
  const bound = test.value as number;
  return told(test.code === code.length_lte ? length <= bound : length >= bound);
}

function within(test: Test, value: Json): Outcome {
  const path = typeof value === 'string' ? parseFolder(value) : null;
  if (path === null || test.folder === null) return unknown;
  const inside = isWithin(test.folder, path);
  return inside === null ? unknown : told(inside);
}

function told(holds: boolean): Outcome {
  return holds ? yes : no;
}

/** Kleene's `not`. */
export function turn(outcome: Outcome): Outcome {
  return (yes - outcome) as Outcome;
}
