/** Conditions to tests. */

import type { Json } from '@/lib/json';
import { code, type Test } from './compile-types';
import { parseFolder } from './folder';
import { parseHostPattern } from './host';
import type { Comparison, Condition } from './language';
import { isNegation, positiveOf } from './operators';
import { type Path, pathOf } from './path';
import { compileRegex, type Regex } from './regex';

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
  const operator = positiveOf(op);
  return {
    code: code[operator],
    name,
    value: typeof value === 'string' ? interned(value) : value,
    negated: isNegation(op),
    each: path.includes(null),
    path,
    regex: operator === 'regex' ? lazyRegex(value as string) : null,
    hosts: operator === 'host_in' ? (value as string[]).map(hostPattern) : noHosts,
    folder: operator === 'within' ? parseFolder(value as string) : null,
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
function lazyRegex(pattern: string): Test['regex'] {
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
