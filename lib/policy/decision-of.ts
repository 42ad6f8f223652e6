/** What a policy decides about a tool before any call: the column of a table, not a verdict. */

import { pointerTo } from '@/lib/json';
import { byWeight, compileGlob, type Glob, isPattern, matchesGlob } from './glob';
import type { Action, Policy, RiskClass, RuleSet } from './language';

/** `because` points at what decides: an entry of `hide`, an `action`, a rule set, or `/default`. */
export type ToolDecision = { action: Action; because: string };
export type Chosen = { kind: 'tool' | 'pattern' | 'class'; key: string; pointer: string; set: RuleSet };

export function decisionOf(policy: Policy, tool: string, riskClass?: RiskClass): ToolDecision {
  return reader(policy).decision(tool, riskClass);
}

/** The same for many tools of one policy, its patterns looked at once. */
export function reader(policy: Policy) {
  const hidden = new Map<string, number>();
  const hiddenGlobs: { glob: Glob; index: number }[] = [];
  for (const [index, pattern] of (policy.hide ?? []).entries()) {
    if (isPattern(pattern)) hiddenGlobs.push({ glob: compileGlob(pattern), index });
    else if (!hidden.has(pattern)) hidden.set(pattern, index);
  }
  const tools = policy.tools ?? {};
  const globs = Object.keys(tools).filter(isPattern).map(compileGlob).sort(byWeight);

  /** The first pattern with `*` in `hide` that matches. */
  const hidingPattern = (tool: string) => hiddenGlobs.find(({ glob }) => matchesGlob(glob, tool));

  const chosen = (tool: string, riskClass?: RiskClass): Chosen | null => {
    if (Object.hasOwn(tools, tool)) return ruleSet('tool', tool, '/tools', tools[tool]);
    const glob = globs.find((candidate) => matchesGlob(candidate, tool));
    if (glob !== undefined) return ruleSet('pattern', glob.pattern, '/tools', tools[glob.pattern]);
    const set = riskClass === undefined ? undefined : policy.classes?.[riskClass];
    return set === undefined ? null : ruleSet('class', riskClass as string, '/classes', set);
  };

  const decision = (tool: string, riskClass?: RiskClass, found = chosen(tool, riskClass)): ToolDecision => {
    const index = hidden.get(tool) ?? hidingPattern(tool)?.index;
    if (index !== undefined) return { action: 'hide', because: `/hide/${index}` };
    if (found === null) return { action: policy.default, because: '/default' };
    const { action } = found.set;
    if (action === undefined) return { action: 'allow', because: found.pointer };
    return { action, because: `${found.pointer}/action` };
  };
  return {
    decision,
    chosen,
    hidingPattern: (tool: string) => hidingPattern(tool)?.glob.pattern,
    isHidden: (tool: string) => hidden.has(tool) || hidingPattern(tool) !== undefined,
    /** Every pattern of `tools` that matches, the heaviest first. */
    fitting: (tool: string) => globs.filter((glob) => matchesGlob(glob, tool)),
  };
}

function ruleSet(kind: Chosen['kind'], key: string, under: string, set: RuleSet | undefined): Chosen {
  return { kind, key, pointer: pointerTo(under, key), set: set ?? {} };
}
