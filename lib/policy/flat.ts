/**
 * Rule sets that only compare single arguments with single values, which most do, as one flat list: what a decision reads of a
 * thousand tools lies close together and stays in the processor's cache. INVARIANT: the general way says the same.
 */

import { isObject, type Json } from '@/lib/json';
import { type CompiledSet, code, type Flat, type Step } from './compile-types';
import type { Call, Decision } from './language';

/**
 * Takes the rule sets of tools that require plain comparisons and say nothing else. Beside an operator, numbered as tests are and
 * 5 for `neq`, stand whether no other instruction reads the same argument (8), and the step's own bit (times 16).
 */
export function flatten(sets: Iterable<[string, CompiledSet]>): Flat {
  const tools = new Map<string, number>();
  const program: Flat['program'][number][] = [];
  for (const [tool, set] of sets) {
    const { require: steps } = set;
    if (set.said || set.denyFirst || set.approveFirst || set.limits.length > 0 || set.unsatisfied) continue;
    // A bit of a number each, above the operator's four.
    if (steps.length > 26 || !steps.every(isComparison)) continue;
    tools.set(tool, program.length * 32 + steps.length);
    steps.forEach(({ code: operator, negated, name, value }, index) => {
      const isAlone = steps.every((other, at) => at === index || other.name !== name);
      program.push(name, (negated ? 5 : operator) + (isAlone ? 8 : 0) + (1 << index) * 16, value);
    });
    program.push(set.allowed, ...steps.map((step) => step.said as Decision));
  }
  return { tools, program };
}

/**
 * What is said of a call whose tool is in the list and whose arguments have no members of their own; null for all others, and
 * where arguments came by that other code gave every object: those are for the general way to judge. What is used stands inside:
 * bundlers make variables of a module's own, which are then read and checked at every use.
 */
export const flatDecision = (() => {
  const { eq, lt, lte, gte } = code;
  const isReadable = isObject;
  const { hasOwnProperty: isOwn } = Object.prototype;

  function holds(operator: number, value: Json, bound: Json): boolean {
    if (operator === eq) return value === bound;
    if (operator > gte) return value !== bound;
    if (typeof value !== 'number' || typeof bound !== 'number') return false;
    if (operator === lte) return value <= bound;
    if (operator === gte) return value >= bound;
    return operator === lt ? value < bound : value > bound;
  }

  return ({ tools, program }: Flat, { tool, arguments: args, notes }: Call): Decision | null => {
    const place = tools.get(tool);
    if (place === undefined || notes !== undefined || !isReadable(args)) return null;
    const count = place & 31;
    const first = place >> 5;
    const end = first + 3 * count;
    // A missing argument meets no requirement: each is unmet until its argument comes by.
    let unmet = (1 << count) - 1;
    let at = first;
    for (const name in args) {
      // What every object was given by other code is no argument.
      if (!isOwn.call(args, name)) return null;
      const value = args[name] as Json;
      if (typeof value === 'object' && value !== null) return null;
      // Arguments mostly come in the order of the rules: each is looked for behind the one before.
      for (let left = count; left > 0; left--) {
        const here = at;
        at += 3;
        if (at === end) at = first;
        if (program[here] !== name) continue;
        const instruction = program[here + 1] as number;
        if (holds(instruction & 7, value, program[here + 2] as Json)) unmet &= ~(instruction >> 4);
        if (instruction & 8) break;
      }
    }
    // What the first that is unmet says; where none is, what stands before.
    return program[end + 32 - Math.clz32(unmet & -unmet)] as Decision;
  };
})();

/** `name` is null for names that every object inherits, and for all paths but a single name. */
function isComparison({ code: operator, name, value }: Step): boolean {
  return name !== null && operator <= code.gte && (value === null || typeof value !== 'object');
}
