/**
 * Requirements that compare an argument with a value, which most are, as flat instructions: what a decision reads of a thousand
 * tools lies in two short arrays and stays in the processor's cache. INVARIANT: `evaluate` says the same of each.
 */

import { type Json, type JsonObject, jsonEqual } from '@/lib/json';
import { code, type Flat, type Step } from './compile-types';
import type { Decision } from './language';

const operatorBits = 3;
const operatorMask = (1 << operatorBits) - 1;
const neq = 5;

export class FlatBuilder {
  private readonly operators: number[] = [];
  private readonly values: Json[] = [];
  private readonly said: Decision[] = [];
  private readonly names = new Map<string, number>();

  /** Where the instructions for these steps start and end; null where one of them is something else than a plain comparison. */
  add(steps: readonly Step[]): { start: number; end: number } | null {
    if (!steps.every(isComparison)) return null;
    const start = this.operators.length;
    for (const { code: operator, negated, name, value, said } of steps) {
      const number = this.names.get(name as string) ?? this.names.size;
      this.names.set(name as string, number);
      this.operators.push((negated ? neq : operator) | (number << operatorBits));
      this.values.push(value);
      this.said.push(said as Decision);
    }
    return { start, end: this.operators.length };
  }

  built(): Flat {
    const { operators, values, said, names } = this;
    return { operators: Int32Array.from(operators), values, said, names: [...names.keys()] };
  }
}

/** The verdict of the first that does not hold. */
export function firstUnmetOf(flat: Flat, start: number, end: number, args: JsonObject): Decision | null {
  const { operators, values, names } = flat;
  for (let at = start; at < end; at++) {
    const operator = operators[at] as number;
    const value = args[names[operator >> operatorBits] as string];
    if (!holds(operator & operatorMask, value, values[at] as Json)) return flat.said[at] as Decision;
  }
  return null;
}

/** `name` is null for names that every object inherits, and for all paths but a single name. */
function isComparison({ code: operator, name }: Step): boolean {
  return name !== null && operator <= code.gte;
}

function holds(operator: number, value: Json | undefined, bound: Json): boolean {
  if (operator === code.eq) return value === bound || (typeof bound === 'object' && jsonEqual(value, bound));
  if (operator === neq) return value !== undefined && !jsonEqual(value, bound);
  if (typeof value !== 'number' || typeof bound !== 'number') return false;
  if (operator === code.lte) return value <= bound;
  if (operator === code.gte) return value >= bound;
  return operator === code.lt ? value < bound : value > bound;
}
