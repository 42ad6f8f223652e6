/** Policy to what `decide` walks over: done once a version. */

import { pointerTo } from '@/lib/json';
import { compileLimits } from './compile-limit';
import { compileTest } from './compile-test';
import {
  type Compiled,
  type CompiledPolicy,
  type CompiledSet,
  code,
  type Step,
  type Test,
} from './compile-types';
import { isHidden } from './decide';
import { holding, saying } from './decision';
import { flatten } from './flat';
import { byWeight, compileGlob, type Glob, isPattern } from './glob';
import {
  type ApprovalRule,
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
  const hides = { hiddenNames: new Set<string>(), hiddenGlobs: [] as Glob[] };
  for (const pattern of policy.hide ?? []) {
    if (isPattern(pattern)) hides.hiddenGlobs.push(compileGlob(pattern));
    else hides.hiddenNames.add(pattern);
  }

  const tools = new Map<string, CompiledSet>();
  const patterns: { glob: Glob; set: CompiledSet }[] = [];
  for (const key of Object.keys(policy.tools ?? {})) {
    const set = compileSet(policy.tools?.[key] as RuleSet, key, pointerTo('/tools', key));
    tools.set(key, set);
    if (isPattern(key)) patterns.push({ glob: compileGlob(key), set });
  }
  patterns.sort((a, b) => byWeight(a.glob, b.glob));

  const classes: CompiledPolicy['classes'] = new Map(
    riskClasses.flatMap((riskClass) => {
      const set = policy.classes?.[riskClass];
      return set === undefined ? [] : [[riskClass, compileSet(set, riskClass, `/classes/${riskClass}`)]];
    }),
  );

  const allTools = compileSet(policy.all_tools ?? {}, 'all_tools', '/all_tools');
  return {
    kind: 'policy',
    ...hides,
    defaultAllows: policy.default === 'allow',
    allTools,
    hasAllTools: policy.all_tools !== undefined,
    tools,
    patterns,
    classes,
    unspoken: compileSet({}, '', '/default'),
    // Where more is told of a call than by its own rule set, it is asked for in the general way.
    flat: flatten(policy.all_tools ? [] : [...tools].filter(([tool]) => !isHidden(hides, tool))),
  };
}

/** A policy's text, or null where there is none; never throws. */
export function compileText(text: string | Uint8Array | null): Compiled {
  if (text === null) return { kind: 'none' };
  const parsed = parse(text);
  return parsed.ok ? compile(parsed.policy) : { kind: 'invalid' };
}

function compileSet(set: RuleSet, key: string, pointer: string): CompiledSet {
  const limits = compileLimits(key, set, pointer);
  const denyIf = chain(set.deny_if, false, (rule, i) =>
    saying('deny', `${pointer}/deny_if/${i}`, rule.on_deny ?? sentences.denyIf),
  );
  const require = chain(set.require, true, (rule, i) =>
    saying('deny', `${pointer}/require/${i}`, rule.on_deny ?? sentences.require),
  );
  const approveIf = chain(set.approve_if, false, (rule, i) =>
    holding(`${pointer}/approve_if/${i}`, rule.reason ?? sentences.approve, rule.expires_in),
  );
  const said = actionSays(set, `${pointer}/action`);
  return {
    allowed: saying('allow', pointer, sentences.allowed),
    said,
    denyFirst: denyIf[0] ?? null,
    requireFirst: require[0] ?? null,
    approveFirst: approveIf[0] ?? null,
    action: set.action ?? 'allow',
    limits,
    unsatisfied: set.validate_arguments
      ? saying('deny', `${pointer}/validate_arguments`, sentences.validateArguments)
      : null,
    reads: distinct([
      ...[...denyIf, ...require, ...approveIf].flatMap(pathsOf),
      ...limits.flatMap((limit) => (limit.increment === null ? limit.by : [limit.increment, ...limit.by])),
    ]),
    names: null,
    pointer,
    denyIf,
    require,
    approveIf,
  };
}

/** All conditions of all rules in order, each knowing where to go on. */
function chain<R extends Rule | ApprovalRule>(
  rules: readonly R[] | undefined,
  everyStepSays: boolean,
  says: (rule: R, index: number) => Decision,
): Step[] {
  if (rules === undefined || rules.length === 0) return noSteps;
  const steps: Step[] = [];
  for (const [i, rule] of rules.entries()) {
    const tests = rule.conditions.length === 0 ? [always] : rule.conditions.map(compileTest);
    const said = says(rule, i);
    for (const [k, test] of tests.entries()) {
      const settles = everyStepSays || k === tests.length - 1;
      steps.push(stepOf(test, settles ? said : null, said.rule));
    }
  }
  let skip: Step | null = null;
  for (let at = steps.length - 1; at >= 0; at--) {
    const step = steps[at] as Step;
    step.next = steps[at + 1] ?? null;
    if (step.next !== null && step.next.pointer !== step.pointer) skip = step.next;
    step.skip = skip;
  }
  return steps;
}

/** INVARIANT: one literal, so that all steps share a hidden class. */
function stepOf(test: Test, said: Decision | null, pointer: string): Step {
  const { name, value, negated, each, path, regex, hosts, folder, inner } = test;
  return {
    code: test.code,
    name,
    value,
    said,
    next: null,
    skip: null,
    negated,
    each,
    path,
    regex,
    hosts,
    folder,
    inner,
    pointer,
  };
}

const always = compileTest({ all: [] });
const noSteps: Step[] = [];

function actionSays(set: RuleSet, pointer: string): Decision | null {
  switch (set.action) {
    case 'deny':
      return saying('deny', pointer, set.reason ?? sentences.actionDeny);
    case 'hide':
      return saying('hidden', pointer, set.reason ?? sentences.hidden);
    case 'approve':
      return holding(pointer, set.reason ?? sentences.approve, undefined);
    default:
      return null;
  }
}

function pathsOf(test: Test): Path[] {
  return test.code >= code.any ? test.inner.flatMap(pathsOf) : [test.path];
}

function distinct(paths: Path[]): Path[] {
  if (paths.length < 2) return paths;
  return [...new Map(paths.map((path) => [formatPath(path), path])).values()];
}
