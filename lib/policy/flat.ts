/**
 * Rule sets that only compare single arguments with single values, which most do, as one flat list: what a decision reads of a
 * thousand tools lies close together and stays in the processor's cache. INVARIANT: the general way says the same.
 */

import type { Json, JsonObject } from '@/lib/json';
import { type CompiledSet, code, type Flat, type Step } from './compile-types';
import { noReservations } from './decision';
import type { Decision } from './language';
import { sentences } from './sentences';

/** Of an instruction; the others are numbered as tests are. */
const neq = 5;
/** A bit of a number each. */
const mostSteps = 30;

export class FlatBuilder implements Flat {
  readonly tools = new Map<string, number>();
  readonly program: Json[] = [];

  /** Takes the rule set of a tool that requires plain comparisons and says nothing else. */
  add(tool: string, set: CompiledSet): void {
    const { said, denyFirst, approveFirst, limited, validates, pointer, require: steps } = set;
    if (said !== null || denyFirst !== null || approveFirst !== null || limited || validates) return;
    if (steps.length > mostSteps || !steps.every(isComparison)) return;
    this.tools.set(tool, this.program.length);
    this.program.push(steps.length, pointer);
    for (const { code: operator, negated, name, value } of steps)
      this.program.push(name, negated ? neq : operator, value);
    for (const step of steps) this.program.push((step.said as Decision).rule, (step.said as Decision).reason);
  }
}

/**
 * What the tool whose instructions start at `start` says of arguments without members of their own; null where they have such
 * or others than their own, which are for the general way to judge.
 */
export function flatDecision({ program }: Flat, start: number, args: JsonObject): Decision | null {
  const count = program[start] as number;
  const first = start + 2;
  const end = first + 3 * count;
  // A missing argument meets no requirement: each is unmet until its argument comes by.
  let unmet = (1 << count) - 1;
  for (const name in args) {
    const value = args[name] as Json;
    if (typeof value === 'object' && value !== null) return null;
    for (let at = first, bit = 1; at < end; at += 3, bit <<= 1)
      if (program[at] === name && holds(program[at + 1] as number, value, program[at + 2] as Json))
        unmet &= ~bit;
  }
  if (unmet === 0) return made('allow', program[start + 1] as string, sentences.allowed);
  const at = end + 2 * (31 - Math.clz32(unmet & -unmet));
  return made('deny', program[at] as string, program[at + 1] as string);
}

/** Made anew: it is in the cache, where one of a thousand kept ones would have to be fetched. */
function made(verdict: Decision['verdict'], rule: string, reason: string): Decision {
  return { verdict, rule, reason, reservations: noReservations };
}

/** `name` is null for names that every object inherits, and for all paths but a single name. */
function isComparison({ code: operator, name, value }: Step): boolean {
  return name !== null && operator <= code.gte && (value === null || typeof value !== 'object');
}

function holds(operator: number, value: Json, bound: Json): boolean {
  if (operator === code.eq) return value === bound;
  if (operator === neq) return value !== bound;
  if (typeof value !== 'number' || typeof bound !== 'number') return false;
  if (operator === code.lte) return value <= bound;
  if (operator === code.gte) return value >= bound;
  return operator === code.lt ? value < bound : value > bound;
}
