/** What rules a rule set has, in a few characters each: `≤ 10/min`, `amount ≤ 1000`, `ask if amount > 100`. */

import type { Json } from '@/lib/json';
import type { Comparison, Condition, Limit, Operator, RuleSet, Window } from '@/lib/policy';
import { pathLabel } from './arguments';

export type Chip = { text: string; of: 'limit' | 'require' | 'deny' | 'approve' | 'schema' };

export function chipsOf(ruleSet: RuleSet | undefined): Chip[] {
  if (!ruleSet) return [];
  const chips: Chip[] = [];
  for (const limit of ruleSet.limits ?? []) chips.push({ of: 'limit', text: limitText(limit) });
  if (ruleSet.rate_limit) {
    const { max, window } = ruleSet.rate_limit;
    chips.push({ of: 'limit', text: `≤ ${max}/${windowShort(window)}` });
  }
  for (const rule of ruleSet.require ?? [])
    chips.push({ of: 'require', text: rulesText(rule.conditions, false) });
  for (const rule of ruleSet.deny_if ?? [])
    chips.push({ of: 'deny', text: rulesText(rule.conditions, true) });
  for (const rule of ruleSet.approve_if ?? []) {
    chips.push({ of: 'approve', text: `ask if ${rulesText(rule.conditions, false)}` });
  }
  if (ruleSet.validate_arguments) chips.push({ of: 'schema', text: 'schema' });
  return chips;
}

export function limitText(limit: Limit): string {
  const amount = limit.increment_from === undefined ? '' : `Σ ${pathLabel(limit.increment_from)} `;
  const by = limit.by?.length ? ` by ${limit.by.map(pathLabel).join(', ')}` : '';
  return `${amount}≤ ${limit.max}/${windowShort(limit.window)}${by}`;
}

export function windowShort(window: Window): string {
  switch (window) {
    case 'second':
      return 's';
    case 'minute':
      return 'min';
    case 'hour':
      return 'h';
    case 'day':
      return 'd';
    case 'month':
      return 'mo';
    default:
      return `${window} s`;
  }
}

export function conditionText(condition: Condition, negated = false): string {
  if ('any' in condition) return group(condition.any, negated ? ' and ' : ' or ', negated);
  if ('all' in condition) return group(condition.all, negated ? ' or ' : ' and ', negated);
  if ('not' in condition) return conditionText(condition.not, !negated);
  return comparisonText(condition, negated);
}

function rulesText(conditions: Condition[], negated: boolean): string {
  const [only] = conditions;
  if (!only) return 'every call';
  return conditions.length === 1 ? conditionText(only, negated) : `${conditionText(only, negated)} …`;
}

function group(conditions: Condition[], joint: string, negated: boolean): string {
  return conditions.map((condition) => conditionText(condition, negated)).join(joint) || 'nothing';
}

const signs: Partial<Record<Operator, [plain: string, negated: string]>> = {
  eq: ['=', '≠'],
  neq: ['≠', '='],
  lt: ['<', '≥'],
  lte: ['≤', '>'],
  gt: ['>', '≤'],
  gte: ['≥', '<'],
  in: ['in', 'not in'],
  not_in: ['not in', 'in'],
  regex: ['matches', 'not matches'],
  not_regex: ['not matches', 'matches'],
  contains: ['has', 'has no'],
  not_contains: ['has no', 'has'],
  starts_with: ['starts', 'not starts'],
  ends_with: ['ends', 'not ends'],
  length_lte: ['length ≤', 'length >'],
  length_gte: ['length ≥', 'length <'],
  host_in: ['host in', 'host not in'],
  within: ['inside', 'outside'],
};

function comparisonText({ path, op, value }: Comparison, negated: boolean): string {
  const name = pathLabel(path);
  if (op === 'exists') return (value === true) === negated ? `no ${name}` : `has ${name}`;
  const sign = signs[op]?.[negated ? 1 : 0] ?? op;
  return `${name} ${sign} ${valueText(value)}`;
}

function valueText(value: Json): string {
  if (typeof value === 'string') return value === '' ? '""' : value;
  if (Array.isArray(value)) {
    const [first] = value;
    if (value.length === 1 && first !== undefined) return valueText(first);
    return `${value.length} values`;
  }
  return JSON.stringify(value);
}
