import { canonical, type Json } from '@/lib/json';
import { type Clause, ruleSetsOf, type Side } from '../boundary';
import { expiryBounds } from '../bounds';
import type { CompiledLimit } from '../compile-types';
import type { Condition } from '../language';
import { formatPath, pathOf } from '../path';

/** What one policy says about one tool, free of texts, spelling and the order of rules. */
export type NormalForm = {
  /** The verdict of every call, where none is looked at. */
  constant: 'hidden' | 'deny' | null;
  /** `deny_if` and `require`, by a text that equal rules share. */
  denials: Map<string, Clause>;
  approvals: Map<string, Clause>;
  /** How long approvals last, by the same texts. */
  expiries: Map<string, number>;
  validates: boolean;
  /** The least maximum of each count, by all that makes it a count of its own. */
  limits: Map<string, { limit: CompiledLimit; max: number }>;
};

export function normalFormOf(side: Side): NormalForm {
  const form: NormalForm = {
    constant: constantOf(side),
    denials: new Map(),
    approvals: new Map(),
    expiries: new Map(),
    validates: false,
    limits: new Map(),
  };
  if (form.constant !== null) return form;
  for (const { ruleSet } of ruleSetsOf(side)) {
    for (const list of ['deny_if', 'require'] as const) {
      for (const { conditions } of ruleSet[list] ?? [])
        form.denials.set(keyOf(list, conditions), { list, conditions });
    }
    if (ruleSet.validate_arguments === true) form.validates = true;
    for (const { conditions, expires_in: expires } of ruleSet.approve_if ?? []) {
      addApproval(form, conditions, expires ?? expiryBounds.usual);
    }
  }
  if (side.ruleSet?.action === 'approve') {
    form.approvals.clear();
    form.expiries.clear();
    addApproval(form, [], expiryBounds.usual);
  }
  for (const limit of [...side.compiled.allTools.limits, ...(side.chosen?.limits ?? [])]) {
    const key = limitKey(limit);
    const known = form.limits.get(key);
    if (known === undefined || limit.max < known.max) form.limits.set(key, { limit, max: limit.max });
  }
  return form;
}

export function limitKey({ shared, increment }: CompiledLimit): string {
  return JSON.stringify([shared, increment === null ? null : formatPath(increment)]);
}

function addApproval(form: NormalForm, conditions: readonly Condition[], expires: number): void {
  const key = keyOf('approve_if', conditions);
  form.approvals.set(key, { list: 'approve_if', conditions });
  form.expiries.set(key, Math.min(form.expiries.get(key) ?? expires, expires));
}

function constantOf({ isHidden, ruleSet, chosen, policy }: Side): NormalForm['constant'] {
  if (isHidden || ruleSet?.action === 'hide') return 'hidden';
  if (ruleSet?.action === 'deny') return 'deny';
  return chosen === null && policy.default === 'deny' ? 'deny' : null;
}

/** Equal for rules that differ in the order of conditions, doubles among them and the spelling of paths alone. */
function keyOf(list: string, conditions: readonly Condition[]): string {
  return `${list} ${canonical(normalList(conditions))}`;
}

function normalList(conditions: readonly Condition[]): Json {
  const normal = new Map(conditions.map((condition) => [canonical(normalCondition(condition)), condition]));
  return [...normal.keys()].sort();
}

function normalCondition(condition: Condition): Json {
  if ('op' in condition) {
    const { path, op, value } = condition;
    return { path: formatPath(pathOf(path)), op, value: normalValue(op, value) };
  }
  if ('not' in condition) return { not: normalCondition(condition.not) };
  return 'any' in condition ? { any: normalList(condition.any) } : { all: normalList(condition.all) };
}

/** Lists whose order and doubles do not matter. */
function normalValue(op: string, value: Json): Json {
  if (!Array.isArray(value) || (op !== 'in' && op !== 'not_in' && op !== 'host_in')) return value;
  return [...new Set(value.map((element) => canonical(element)))].sort();
}
