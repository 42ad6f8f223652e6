/** Conditions to tests. */

import type { Json } from '@/lib/json';
import { code, type Test } from './compile-types';
import { parseFolder } from './folder';
import { parseHostPattern } from './host';
import type { Comparison, Condition, Operator } from './language';
import { type Path, pathOf } from './path';
import { compileRegex, type Regex } from './regex';

const codes: { readonly [op in Operator]: { code: number; negated: boolean } } = {
  eq: { code: code.eq, negated: false },
  neq: { code: code.eq, negated: true },
  lt: { code: code.lt, negated: false },
  lte: { code: code.lte, negated: false },
  gt: { code: code.gt, negated: false },
  gte: { code: code.gte, negated: false },
  in: { code: code.in, negated: false },
  not_in: { code: code.in, negated: true },
  exists: { code: code.exists, negated: false },
  regex: { code: code.regex, negated: false },
  not_regex: { code: code.regex, negated: true },
  contains: { code: code.contains, negated: false },
  not_contains: { code: code.contains, negated: true },
  starts_with: { code: code.startsWith, negated: false },
  ends_with: { code: code.endsWith, negated: false },
  length_lte: { code: code.lengthLte, negated: false },
  length_gte: { code: code.lengthGte, negated: false },
  host_in: { code: code.hostIn, negated: false },
  within: { code: code.within, negated: false },
};

/** Takes a condition that `parse` accepted. */
export function compileTest(condition: Condition): Test {
  if ('any' in condition) return connective(code.any, condition.any);
  if ('all' in condition) return connective(code.all, condition.all);
  if ('not' in condition) return connective(code.not, [condition.not]);
  return comparison(condition);
}

function connective(kind: number, inner: Condition[]): Test {
  return { ...blank, code: kind, inner: inner.map(compileTest) };
}

function comparison({ path: text, op, value }: Comparison): Test {
  const path = pathOf(text);
  const only = path.length === 1 ? (path[0] ?? null) : null;
  // INVARIANT: a name that is read without asking for ownership is one that no object inherits.
  const name = only === null || only in Object.prototype ? null : interned(only);
  return {
    code: codes[op].code,
    name,
    value: typeof value === 'string' ? interned(value) : value,
    negated: codes[op].negated,
    each: path.includes(null),
    path,
    regex: codes[op].code === code.regex ? lazyRegex(value as string) : null,
    hosts: codes[op].code === code.hostIn ? (value as string[]).map(hostPattern) : noHosts,
    folder: codes[op].code === code.within ? parseFolder(value as string) : null,
    inner: noTests,
  };
}

/** The same text as engines keep keys: a slice of a document would be hashed and compared anew at every call. */
function interned(text: string): string {
  return Object.keys({ [text]: 0 })[0] as string;
}

const noPath: Path = [];
const noHosts: Test['hosts'] = [];
const noTests: Test['inner'] = [];
const blank: Test = {
  code: code.any,
  name: null,
  value: null as Json,
  negated: false,
  each: false,
  path: noPath,
  regex: null,
  hosts: noHosts,
  folder: null,
  inner: noTests,
};

function hostPattern(text: string) {
  const pattern = parseHostPattern(text);
  if (pattern === null) throw new Error('A host of the policy is none.');
  return pattern;
}

/** Most patterns of a large policy are never asked between two versions. */
function lazyRegex(pattern: string): Regex {
  let made: Regex | null = null;
  return {
    test(text) {
      if (made === null) {
        const read = compileRegex(pattern);
        if (!read.ok) throw new Error(read.message);
        made = read.regex;
      }
      return made.test(text);
    },
  };
}
