import type { JsonObject } from '@/lib/json';
import { compileTest } from '../compile-test';
import { evaluate, no } from '../evaluate';
import type { ApprovalRule, Comparison, Condition, Rule, RuleSet } from '../language';
import { formatPath, type Path, pathOf } from '../path';
import { pathsRead } from './analysis';
import { ownerOf, type PlacedRuleSet, type Subject } from './subject';

export type RuleList = 'deny_if' | 'require' | 'approve_if';
export const ruleLists: readonly RuleList[] = ['deny_if', 'require', 'approve_if'];

/** All rules that look at arguments. */
export function rulesOf(ruleSet: RuleSet): (Rule | ApprovalRule)[] {
  return ruleLists.flatMap((list): (Rule | ApprovalRule)[] => ruleSet[list] ?? []);
}

export type PlacedRule = {
  owner: PlacedRuleSet;
  list: RuleList;
  index: number;
  pointer: string;
  rule: Rule | ApprovalRule;
  conditions: readonly Condition[];
  /** What the rule reads, each path in its shortest spelling. */
  paths: Set<string>;
};

export type PlacedComparison = {
  in: PlacedRule;
  pointer: string;
  comparison: Comparison;
  path: Path;
  /** The path in its shortest spelling: equal exactly for equal paths. */
  pathText: string;
  /** Its being true, as things stand around it, lets a call through rather than stopping it. */
  admits: boolean;
  /** The condition right above it is a `not`. */
  negated: boolean;
  /** It stands in `conditions` itself. */
  topLevel: boolean;
};

export type PlacedGroup = { in: PlacedRule; pointer: string; condition: Condition; topLevel: boolean };

/** Every rule, comparison and group of a policy, in the order of the document. */
export type Conditions = { rules: PlacedRule[]; comparisons: PlacedComparison[]; groups: PlacedGroup[] };

export function conditionsOf(subject: Subject): Conditions {
  const all: Conditions = { rules: [], comparisons: [], groups: [] };
  for (const owner of subject.ruleSets) {
    for (const list of ruleLists) {
      owner.ruleSet[list]?.forEach((rule, index) => {
        const { conditions } = rule;
        const pointer = `${owner.pointer}/${list}/${index}`;
        const placed: PlacedRule = { owner, list, index, pointer, rule, conditions, paths: new Set() };
        all.rules.push(placed);
        conditions.forEach((condition, position) => {
          walk(
            condition,
            `${placed.pointer}/conditions/${position}`,
            placed,
            { negations: 0, topLevel: true },
            all,
          );
        });
      });
    }
  }
  return all;
}

type Around = { negations: number; topLevel: boolean; negated?: boolean };

function walk(
  condition: Condition,
  pointer: string,
  rule: PlacedRule,
  around: Around,
  all: Conditions,
): void {
  if ('op' in condition) {
    const path = pathOf(condition.path);
    const pathText = formatPath(path);
    rule.paths.add(pathText);
    all.comparisons.push({
      in: rule,
      pointer,
      comparison: condition,
      path,
      pathText,
      admits: (rule.list === 'require') === (around.negations % 2 === 0),
      negated: around.negated === true,
      topLevel: around.topLevel,
    });
    return;
  }
  all.groups.push({ in: rule, pointer, condition, topLevel: around.topLevel });
  const { negations } = around;
  if ('not' in condition) {
    walk(
      condition.not,
      `${pointer}/not`,
      rule,
      { negations: negations + 1, topLevel: false, negated: true },
      all,
    );
    return;
  }
  const [word, members] = 'any' in condition ? ['any', condition.any] : ['all', condition.all];
  members.forEach((member, index) => {
    walk(member, `${pointer}/${word}/${index}`, rule, { negations, topLevel: false }, all);
  });
}

/** How a person calls a rule: its number counts from 1. */
export function ruleInWords({ list, index, owner }: PlacedRule): string {
  return `\`${list}\` rule ${index + 1} of ${ownerOf(owner)}`;
}

/**
 * Paths that a call cannot leave out without being denied, of one rule set: each with the paths on the way to it.
 * A rule of `require` does not hold, and one of `deny_if` that reads nothing else may fire, when the argument is missing.
 */
export function assertedPaths(owner: PlacedRuleSet): Set<string> {
  const asserted = new Set<string>();
  const assertPath = (path: string) => {
    const whole = pathOf(path);
    for (let length = 1; length <= whole.length; length += 1)
      asserted.add(formatPath(whole.slice(0, length)));
  };
  for (const { conditions } of owner.ruleSet.require ?? []) {
    for (const condition of conditions) {
      if ('op' in condition && !(condition.op === 'exists' && condition.value === false))
        assertPath(condition.path);
    }
  }
  for (const { conditions } of owner.ruleSet.deny_if ?? []) {
    const [only, ...others] = pathsRead(conditions);
    if (only !== undefined && others.length === 0 && fires(conditions, {})) assertPath(only);
  }
  return asserted;
}

function fires(conditions: Condition[], args: JsonObject): boolean {
  return evaluate(compileTest({ all: conditions }), args, false) !== no;
}
