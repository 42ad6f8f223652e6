/**
 * Rule sets that only require comparisons of the arguments' own members, which most are, laid out flat. What a decision reads of
 * 1,000 tools lies in a few short arrays and stays in the processor's cache; INVARIANT: the general way says the same.
 */

import { type Json, type JsonObject, jsonEqual } from '@/lib/json';
import { type CompiledSet, code, type Plain, type Step } from './compile-types';
import type { Decision } from './language';

/** INVARIANT: no name that every object inherits; see `Test.name`. */
export function layOut(tools: ReadonlyMap<string, CompiledSet>): Plain {
  const places = new Map<string, number>();
  const nameAt = new Map<string, number>();
  const starts = [0];
  const allowed: Decision[] = [];
  const operators: number[] = [];
  const values: Json[] = [];
  const said: Decision[] = [];
  for (const [tool, set] of tools) {
    if (!isPlain(set)) continue;
    for (const step of set.require) {
      const name = step.name as string;
      const at = nameAt.get(name) ?? nameAt.size;
      nameAt.set(name, at);
      operators.push(step.code | (at << operatorBits));
      values.push(step.value);
      said.push(step.said as Decision);
    }
    places.set(tool, allowed.length);
    allowed.push(set.allowed);
    starts.push(operators.length);
  }
  const names = [...nameAt.keys()];
  return {
    places,
    starts: Int32Array.from(starts),
    allowed,
    operators: Int32Array.from(operators),
    values,
    said,
    names,
  };
}

/** null where the tool's rule set is not plain, or has none of its own. */
export function decidePlain(plain: Plain, tool: string, args: JsonObject): Decision | null {
  const place = plain.places.get(tool);
  if (place === undefined) return null;
  const end = plain.starts[place + 1] as number;
  for (let at = plain.starts[place] as number; at < end; at++) {
    const operator = plain.operators[at] as number;
    const value = args[plain.names[operator >> operatorBits] as string];
    if (!isMet(operator & operatorMask, value, plain.values[at] as Json)) return plain.said[at] as Decision;
  }
  return plain.allowed[place] as Decision;
}

const operatorBits = 3;
const operatorMask = 7;

function isPlain(set: CompiledSet): boolean {
  const others = set.denyIf.length + set.approveIf.length + set.limits.length;
  return set.said === null && !set.validates && others === 0 && set.require.every(isDirect);
}

function isDirect({ code: operator, name, negated }: Step): boolean {
  return name !== null && !negated && operator <= code.gte;
}

/** Whether `evaluate` would say yes. */
function isMet(operator: number, value: Json | undefined, bound: Json): boolean {
  if (operator === code.eq) return value === bound || (typeof bound === 'object' && jsonEqual(value, bound));
  if (typeof value !== 'number' || typeof bound !== 'number') return false;
  if (operator === code.lte) return value <= bound;
  if (operator === code.gte) return value >= bound;
  return operator === code.lt ? value < bound : value > bound;
}
