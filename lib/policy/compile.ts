/** Policy to what `decide` walks over: done once a version. */

import { compareCodePoints, pointerTo } from '@/lib/json';
import { expiryBounds } from './bounds';
import { compileLimits } from './compile-limit';
import { compileTest } from './compile-test';
import type { Compiled, CompiledPolicy, CompiledRule, CompiledSet, Test } from './compile-types';
import { compileGlob, type Glob, isPattern } from './glob';
import {
  type ApprovalRule,
  type Condition,
  type Decision,
  type Policy,
  type Rule,
  type RuleSet,
  riskClasses,
} from './language';
import { parse } from './parse';
import { formatPath, type Path } from './path';
import { sentences } from './sentences';

/** Takes a policy that `parse` accepted. */
export function compile(policy: Policy): CompiledPolicy {
  const hiddenNames = new Set<string>();
  const hiddenGlobs: Glob[] = [];
  for (const pattern of policy.hide ?? []) {
    if (isPattern(pattern)) hiddenGlobs.push(compileGlob(pattern));
    else hiddenNames.add(pattern);
  }

  const tools = new Map<string, CompiledSet>();
  const patterns: { glob: Glob; set: CompiledSet }[] = [];
  for (const key of Object.keys(policy.tools ?? {})) {
    const set = compileSet(policy.tools?.[key] as RuleSet, key, pointerTo('/tools', key));
    tools.set(key, set);
    if (isPattern(key)) patterns.push({ glob: compileGlob(key), set });
  }
  patterns.sort(
    (a, b) => b.glob.literals - a.glob.literals || compareCodePoints(a.glob.pattern, b.glob.pattern),
  );

  const classes: CompiledPolicy['classes'] = new Map(
    riskClasses.flatMap((riskClass) => {
      const set = policy.classes?.[riskClass];
      return set === undefined ? [] : [[riskClass, compileSet(set, riskClass, `/classes/${riskClass}`)]];
    }),
  );

  const allTools = compileSet(policy.all_tools ?? {}, 'all_tools', '/all_tools');
  return {
    kind: 'policy',
    hiddenNames,
    hiddenGlobs,
    defaultAllows: policy.default === 'allow',
    allTools,
    hasAllTools: policy.all_tools !== undefined,
    tools,
    patterns,
    classes,
    unspoken: compileSet({}, '', '/default'),
  };
}

/** A policy's text, or null where there is none; never throws. */
export function compileText(text: string | Uint8Array | null): Compiled {
  if (text === null) return { kind: 'none' };
  const parsed = parse(text);
  return parsed.ok ? compile(parsed.policy) : { kind: 'invalid' };
}

function compileSet(set: RuleSet, key: string, pointer: string): CompiledSet {
  const action = set.action ?? 'allow';
  const limits = compileLimits(key, set, pointer);
  const rules = [...(set.deny_if ?? []), ...(set.require ?? []), ...(set.approve_if ?? [])];
  return {
    pointer,
    action,
    reason: set.reason ?? actionSentence(action),
    denyIf: (set.deny_if ?? []).map((rule, i) =>
      compileRule(rule, `${pointer}/deny_if/${i}`, sentences.denyIf),
    ),
    require: (set.require ?? []).map((rule, i) =>
      compileRule(rule, `${pointer}/require/${i}`, sentences.require),
    ),
    approveIf: (set.approve_if ?? []).map((rule, i) =>
      compileRule(rule, `${pointer}/approve_if/${i}`, sentences.approve),
    ),
    limits,
    validates: set.validate_arguments === true,
    reads: distinct([
      ...rules.flatMap((rule) => rule.conditions.flatMap(pathsOf)),
      ...limits.flatMap((limit) => (limit.increment === null ? limit.by : [limit.increment, ...limit.by])),
    ]),
    allowed: allowedBy(pointer),
  };
}

function compileRule(rule: Rule | ApprovalRule, pointer: string, sentence: string): CompiledRule {
  const written = 'on_deny' in rule ? rule.on_deny : 'reason' in rule ? rule.reason : undefined;
  const expires = 'expires_in' in rule ? rule.expires_in : undefined;
  return {
    tests: rule.conditions.map(compileTest),
    pointer,
    reason: written ?? sentence,
    expiresInSeconds: expires ?? expiryBounds.usual,
  };
}

function actionSentence(action: string): string {
  if (action === 'hide') return sentences.hidden;
  return action === 'approve' ? sentences.approve : sentences.actionDeny;
}

function allowedBy(pointer: string): Decision {
  const reservations: Decision['reservations'] = [];
  return Object.freeze({
    verdict: 'allow',
    rule: pointer,
    reason: sentences.allowed,
    reservations: Object.freeze(reservations) as typeof reservations,
  });
}

function pathsOf(condition: Condition): Path[] {
  const test: Test = compileTest(condition);
  const collect = (of: Test): Path[] => (of.code >= 20 ? of.inner.flatMap(collect) : [of.path]);
  return collect(test);
}

function distinct(paths: Path[]): Path[] {
  if (paths.length < 2) return paths;
  return [...new Map(paths.map((path) => [formatPath(path), path])).values()];
}
