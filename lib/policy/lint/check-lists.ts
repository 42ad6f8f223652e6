import type { Json } from '@/lib/json';
import {
  type Conditions,
  ownerOf,
  type PlacedRule,
  type PlacedRuleSet,
  ruleInWords,
  type Subject,
} from '../boundary';
import type { Command, Condition } from '../language';
import { denying, type Fix, removing, setting } from './fixes';
import type { Report } from './report';

/** Empty lists, which decide the same way every time, and numbers that cannot be told apart. */
export function checkLists(subject: Subject, conditions: Conditions, report: Report): void {
  for (const rule of conditions.rules) checkEmptyRule(rule, report);
  for (const { in: rule, pointer, comparison, topLevel } of conditions.comparisons) {
    const { op, value } = comparison;
    if (Array.isArray(value) && value.length === 0 && (op === 'in' || op === 'not_in' || op === 'host_in')) {
      const never = op === 'not_in' ? 'is true whenever the argument is given' : 'is never true';
      report(
        'empty-list',
        `${pointer}/value`,
        `In ${ruleInWords(rule)}, \`${op}\` with an empty list ${never}.`,
        { fix: topLevel && op === 'in' ? neverFires(rule) : undefined },
      );
    }
    if (hasInexact(value)) reportInexact(`${pointer}/value`, ruleInWords(rule), report);
  }
  for (const { in: rule, pointer, condition, topLevel } of conditions.groups) {
    checkEmptyGroup(condition, pointer, rule, topLevel, report);
  }
  const uses = new Map<string, number>();
  for (const { limit } of subject.ruleSets.flatMap(({ limits }) => limits))
    uses.set(limit.counter, (uses.get(limit.counter) ?? 0) + 1);
  for (const owner of subject.ruleSets) checkNumbers(owner, uses, report);
  subject.policy.tests?.forEach(({ name, arguments: args }, index) => {
    if (args !== undefined && hasInexact(args)) {
      reportInexact(`/tests/${index}/arguments`, `The test ${JSON.stringify(name)}`, report);
    }
  });
}

function checkEmptyRule(rule: PlacedRule, report: Report): void {
  if (rule.rule.conditions.length > 0) return;
  const { list, owner } = rule;
  const says =
    list === 'require'
      ? 'always holds'
      : list === 'deny_if'
        ? 'denies every call'
        : 'holds every call for a person';
  report('empty-list', `${rule.pointer}/conditions`, `${ruleInWords(rule)} has no conditions and ${says}.`, {
    fix: list === 'require' ? removal(rule) : asAction(owner, list, rule),
  });
}

function checkEmptyGroup(
  condition: Condition,
  pointer: string,
  rule: PlacedRule,
  topLevel: boolean,
  report: Report,
): void {
  const never = 'any' in condition && condition.any.length === 0;
  if (!never && !('all' in condition && condition.all.length === 0)) return;
  const [word, outcome] = never ? ['any', 'is never true'] : ['all', 'is always true'];
  let fix: Fix | undefined;
  if (topLevel && never) fix = neverFires(rule);
  else if (topLevel && rule.rule.conditions.length > 1) {
    fix = removing('Remove the condition', pointer);
  }
  report('empty-list', `${pointer}/${word}`, `In ${ruleInWords(rule)}, an empty \`${word}\` ${outcome}.`, {
    fix,
  });
}

function removal({ pointer }: PlacedRule): Fix {
  return removing('Remove the rule', pointer);
}

/** A rule of `deny_if` or `approve_if` with a condition that is never true does nothing. */
function neverFires(rule: PlacedRule): Fix | undefined {
  return rule.list === 'require' ? undefined : removal(rule);
}

function asAction(
  owner: PlacedRuleSet,
  list: 'deny_if' | 'approve_if',
  { rule, pointer }: PlacedRule,
): Fix | undefined {
  const { action = 'allow' } = owner.ruleSet;
  if (owner.kind === 'all' || action !== 'allow') return undefined;
  if (list === 'deny_if') return denying(owner.pointer, 'on_deny' in rule ? rule.on_deny : undefined);
  if (owner.ruleSet.approve_if?.length !== 1 || 'expires_in' in rule) return undefined;
  const reason = 'reason' in rule ? rule.reason : undefined;
  const commands: Command[] = [
    { kind: 'remove', pointer: pointer.slice(0, -'/0'.length) },
    { kind: 'set', pointer: `${owner.pointer}/action`, value: 'approve' },
  ];
  if (reason !== undefined) commands.push({ kind: 'set', pointer: `${owner.pointer}/reason`, value: reason });
  return { title: 'Say "action": "approve"', commands };
}

function checkNumbers(owner: PlacedRuleSet, uses: ReadonlyMap<string, number>, report: Report): void {
  for (const placed of owner.limits) {
    const { limit } = placed;
    const pointer = `${placed.pointer}/max`;
    const whose = `The limit \`${limit.counter}\` of ${ownerOf(owner)}`;
    if (hasInexact(limit.max)) reportInexact(pointer, whose, report);
    if (limit.increment_from === undefined || Number.isInteger(limit.max)) continue;
    const whole = Math.floor(limit.max);
    report(
      'inexact-number',
      pointer,
      `${whose} is a budget in fractions: sums of ${limit.max} and the like drift. Count in whole minor units.`,
      // Where several limits share the counter, one maximum alone must not move away from the others.
      { fix: uses.get(limit.counter) === 1 ? setting(`Round down to ${whole}`, pointer, whole) : undefined },
    );
  }
}

function reportInexact(pointer: string, whose: string, report: Report): void {
  report(
    'inexact-number',
    pointer,
    `${whose} holds a whole number beyond 2^53, where neighbouring numbers are one; compare it as a string.`,
  );
}

function hasInexact(value: Json): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value);
  if (typeof value !== 'object' || value === null) return false;
  return (Array.isArray(value) ? value : Object.values(value)).some(hasInexact);
}
