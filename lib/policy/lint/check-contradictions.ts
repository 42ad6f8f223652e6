import {
  type Clause,
  type Conditions,
  everyCase,
  ownerOf,
  type PlacedRule,
  type PlacedRuleSet,
  type RuleList,
  ruleInWords,
  ruleLists,
  rulesOf,
  type Subject,
} from '../boundary';
import { denying, removing } from './fixes';
import type { Report } from './report';

/** Pairs of rules that are looked at in one document; a policy with very many is told less, not later. */
const mostPairs = 4_000;

/** Rules that others answer first, that can never fire, or that together deny everything. */
export function checkContradictions(subject: Subject, conditions: Conditions, report: Report): void {
  const byOwner = rulesByOwner(conditions);
  const shared = subject.shared === undefined ? [] : (byOwner.get(subject.shared) ?? []);
  let pairs = 0;
  for (const [owner, own] of byOwner) {
    const { action } = owner.ruleSet;
    if (action === 'deny' || action === 'hide') continue;
    const around = owner === subject.shared ? [] : shared;
    if (around.length + own.length === 1 && own[0]?.conditions.length === 1) continue;
    if (neverAllowed(owner, around, own, report)) continue;
    const before: PlacedRule[] = [];
    for (const reader of inOrder(around, own)) {
      if (reader.owner === owner && !(reader.list === 'approve_if' && action === 'approve')) {
        const blocking = before.find(
          (earlier) => mayAnswer(earlier, reader) && pairs++ < mostPairs && answers(earlier, reader),
        );
        if (blocking !== undefined) reportBehind(reader, blocking, report);
        else if (neverFires(reader)) reportNever(reader, report);
      }
      before.push(reader);
    }
  }
}

function rulesByOwner({ rules }: Conditions): Map<PlacedRuleSet, PlacedRule[]> {
  const byOwner = new Map<PlacedRuleSet, PlacedRule[]>();
  for (const rule of rules) {
    const known = byOwner.get(rule.owner);
    if (known === undefined) byOwner.set(rule.owner, [rule]);
    else known.push(rule);
  }
  return byOwner;
}

/** As `decide` meets them: each list of `all_tools` before that of the rule set. */
function inOrder(around: readonly PlacedRule[], own: readonly PlacedRule[]): readonly PlacedRule[] {
  const all = around.length === 0 ? own : [...around, ...own];
  if (all.every(({ list }) => list === all[0]?.list)) return all;
  return ruleLists.flatMap((list: RuleList) => all.filter((reader) => reader.list === list));
}

/** A rule that reads something else as well cannot be settled by the later one's paths alone. */
function mayAnswer(earlier: PlacedRule, later: PlacedRule): boolean {
  if (earlier.list === 'approve_if' && later.list !== 'approve_if') return false;
  if (earlier.conditions.length === 0) return earlier.list !== 'require';
  for (const path of earlier.paths) if (!later.paths.has(path)) return false;
  return true;
}

function answers(earlier: PlacedRule, later: PlacedRule): boolean {
  return everyCase([earlier, later], ([first, second]) => first === true || second === false) === 'all';
}

/** Only where one path is compared twice can a rule contradict itself. */
function neverFires(rule: PlacedRule): boolean {
  const { list, conditions, paths } = rule;
  if (list === 'require' || conditions.length < 2 || conditions.length <= paths.size) return false;
  return everyCase([rule], ([fires]) => fires === false) === 'all';
}

function neverAllowed(
  owner: PlacedRuleSet,
  around: readonly PlacedRule[],
  own: readonly PlacedRule[],
  report: Report,
): boolean {
  const denials = [...around, ...own].filter(({ list, paths }) => list !== 'approve_if' && paths.size === 1);
  const looked = new Set<string>();
  for (const [path = ''] of own.filter(({ paths }) => paths.size === 1).map(({ paths }) => [...paths])) {
    if (looked.has(path)) continue;
    looked.add(path);
    const alone = denials.filter(({ paths }) => paths.has(path));
    const compared = alone.reduce((sum, { conditions }) => sum + conditions.length, 0);
    if (compared < 2 || !alone.some((reader) => reader.owner === owner)) continue;
    if (leavesNumbers(alone) || everyCase(alone, (fires) => fires.includes(true)) !== 'all') continue;
    report(
      'never-allowed',
      owner.pointer,
      `No call of ${ownerOf(owner)} can be allowed: no \`${path}\` passes ${alone.map((reader) => ruleInWords(reader)).join(' and ')}.`,
      { tool: owner.tool, fix: owner.kind === 'all' ? undefined : denying(owner.pointer) },
    );
    return true;
  }
  return false;
}

/** The usual case, told without looking at every other: bounds on one number that leave room. */
function leavesNumbers(clauses: readonly Clause[]): boolean {
  let least = Number.NEGATIVE_INFINITY;
  let most = Number.POSITIVE_INFINITY;
  for (const { list, conditions } of clauses) {
    if (list !== 'require') return false;
    for (const condition of conditions) {
      if (!('op' in condition) || typeof condition.value !== 'number') return false;
      const { op, value } = condition;
      if (op === 'gt' || op === 'gte') least = Math.max(least, value);
      else if (op === 'lt' || op === 'lte') most = Math.min(most, value);
      else return false;
    }
  }
  return least < most;
}

function reportBehind(reader: PlacedRule, blocking: PlacedRule, report: Report): void {
  const does = blocking.list === 'approve_if' ? 'holds' : 'denies';
  const which =
    blocking.owner === reader.owner && blocking.list === reader.list
      ? `rule ${blocking.index + 1}`
      : ruleInWords(blocking);
  const every = blocking.conditions.length === 0 ? 'every call' : 'every such call';
  report(
    'unreachable-rule',
    reader.pointer,
    `${ruleInWords(reader)} can never answer: ${which} ${does} ${every} first.`,
    { fix: removing('Remove the rule', reader.pointer) },
  );
}

function reportNever(reader: PlacedRule, report: Report): void {
  // Without its only rule the rule set would be free of rules, which is a finding of its own.
  const isOnly = rulesOf(reader.owner.ruleSet).length === 1;
  report(
    'unreachable-rule',
    reader.pointer,
    `${ruleInWords(reader)} can never fire: its conditions exclude each other.`,
    isOnly ? {} : { fix: removing('Remove the rule', reader.pointer) },
  );
}
