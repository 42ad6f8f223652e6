import { codePointLength, loneSurrogateAt } from '@/lib/json';
import { maxNameLength, maxRuleSets } from './bounds';
import { isPattern } from './glob';
import type { Limit, Policy, PolicyTool, RiskClass, RuleSet } from './language';
import { rateCounter } from './rate';

/** Calls a minute that the recommendation grants to a class. Only these two classes have one. */
export const recommendedPerMinute = { Write: 30, Execute: 10 } as const;

const severity: RiskClass[] = ['Read', 'Write', 'Execute', 'Destructive', 'Financial'];

/**
 * The recommended policy, naming each tool (language, section 5): Destructive tools in `hide`, Financial ones held for
 * approval, Write and Execute counted, Read plain. What has no class, or no name that a policy can say safely, stays unlisted and so denied.
 * INVARIANT: a name with `*` is never written down. As a key it would be a pattern and let other tools through.
 */
export function recommend(tools: readonly PolicyTool[]): Policy {
  const hide: string[] = [];
  const ruleSets: [string, RuleSet][] = [];
  for (const [name, riskClass] of severestClasses(tools)) {
    if (riskClass === 'Destructive') hide.push(name);
    else if (ruleSets.length < maxRuleSets) ruleSets.push([name, recommendedRuleSet(name, riskClass)]);
  }
  return assemble(hide, ruleSets);
}

/** The same recommendation by class: one rule set for each class among the tools, or for all five where none is known. */
export function recommendByClass(tools: readonly PolicyTool[] = []): Policy {
  const present = severity.filter((riskClass) => tools.some((tool) => tool.class === riskClass));
  const classes: Policy['classes'] = {};
  for (const riskClass of present.length > 0 ? present : severity) {
    classes[riskClass] =
      riskClass === 'Destructive' ? { action: 'hide' } : recommendedRuleSet(riskClass, riskClass);
  }
  return { version: '1', default: 'deny', classes };
}

/** Read tools may be called, nothing else. */
export function readOnly(tools: readonly PolicyTool[]): Policy {
  const ruleSets: [string, RuleSet][] = [];
  for (const [name, riskClass] of severestClasses(tools)) {
    if (riskClass === 'Read' && ruleSets.length < maxRuleSets) ruleSets.push([name, {}]);
  }
  return assemble([], ruleSets);
}

/** No tool may be called. */
export function denyAll(): Policy {
  return { version: '1', default: 'deny', tools: {} };
}

/** What section 5 of the language recommends for one tool, as it stands under `tools.<name>`. */
export function recommendedRuleSet(name: string, riskClass: RiskClass): RuleSet {
  switch (riskClass) {
    case 'Read':
      return {};
    case 'Write':
    case 'Execute':
      return { limits: [recommendedLimit(name, riskClass)] };
    case 'Destructive':
      return { action: 'hide' };
    case 'Financial':
      return { action: 'approve' };
    default:
      return riskClass satisfies never;
  }
}

export function recommendedLimit(name: string, riskClass: keyof typeof recommendedPerMinute): Limit {
  return {
    counter: counterOf(name),
    window: 'minute',
    max: recommendedPerMinute[riskClass],
    scope: 'grant',
  };
}

function assemble(hide: string[], ruleSets: [string, RuleSet][]): Policy {
  const policy: Policy = { version: '1', default: 'deny' };
  if (hide.length > 0) policy.hide = hide;
  policy.tools = Object.fromEntries(ruleSets);
  return policy;
}

/** One class a name, in the order of the list. Of several definitions with one name the severest counts, and none if one has no class. */
function severestClasses(tools: readonly PolicyTool[]): Map<string, RiskClass> {
  const classes = new Map<string, RiskClass>();
  const unclassified = new Set<string>();
  for (const { name, class: riskClass } of tools) {
    if (!isSayable(name)) continue;
    if (riskClass === undefined) {
      unclassified.add(name);
      continue;
    }
    const known = classes.get(name);
    if (known === undefined || severity.indexOf(riskClass) > severity.indexOf(known))
      classes.set(name, riskClass);
  }
  for (const name of unclassified) classes.delete(name);
  return classes;
}

function isSayable(name: string): boolean {
  if (name === '' || isPattern(name) || loneSurrogateAt(name) >= 0) return false;
  return codePointLength(name) <= maxNameLength;
}

function counterOf(name: string): string {
  const room = maxNameLength - rateCounter('').length;
  return rateCounter([...name].slice(0, room).join(''));
}
