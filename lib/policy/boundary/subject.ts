import { pointerTo } from '@/lib/json';
import { reader } from '../decision-of';
import { compileGlob, type Glob, isPattern } from '../glob';
import {
  type Action,
  type Limit,
  type Policy,
  type PolicyTool,
  type RuleSet,
  riskClasses,
} from '../language';
import { limitsOf } from '../rate';

/** A rule set where it stands, and the tools of the server that it decides. */
export type PlacedRuleSet = {
  kind: 'all' | 'class' | 'tool' | 'pattern';
  key: string;
  pointer: string;
  ruleSet: RuleSet;
  /** Tools that this rule set is chosen for and that are not hidden. All of them for `all_tools`. */
  tools: PolicyTool[];
  /** Tools of the server that the key fits, chosen or not, hidden or not. */
  fitting: number;
  /** All of them, `rate_limit` last, each where it stands. */
  limits: { pointer: string; limit: Limit }[];
  /** The tool that it is written for, where that is one. */
  tool: string | undefined;
};

/** What the policy says of one tool before any call is looked at. */
export type Outlook = {
  tool: PolicyTool;
  /** In `hide`; a rule set's own `action: hide` is in `action`. */
  hidden: boolean;
  action: Action;
  /** Undefined where the default decides. */
  chosen: PlacedRuleSet | undefined;
  /** Patterns of equal weight with the chosen one. */
  tied: PlacedRuleSet[];
};

/** A policy laid out for the checks. */
export type Subject = {
  policy: Policy;
  /** Undefined where the server's tools are not known; then nothing is said that needs them. */
  tools: readonly PolicyTool[] | undefined;
  shared: PlacedRuleSet | undefined;
  /** In the order of the document: `all_tools`, classes, tools. */
  ruleSets: PlacedRuleSet[];
  outlooks: Outlook[];
  hide: Glob[];
};

export function subjectOf(policy: Policy, tools: readonly PolicyTool[] | undefined): Subject {
  const ruleSets = placed(policy);
  const shared = ruleSets.find(({ kind }) => kind === 'all');
  const byPointer = new Map(ruleSets.map((ruleSet) => [ruleSet.pointer, ruleSet]));
  const read = reader(policy);
  const outlooks = (tools ?? []).map((tool): Outlook => {
    const hidden = read.isHidden(tool.name);
    const choice = read.chosen(tool.name, tool.class);
    const chosen = byPointer.get(choice?.pointer ?? '');
    const fitting = read.fitting(tool.name);
    const [heaviest, ...others] = fitting;
    const tied = others.filter((glob) => choice?.kind === 'pattern' && glob.literals === heaviest?.literals);
    const placedAt = ({ pattern }: Glob) => byPointer.get(pointerTo('/tools', pattern)) as PlacedRuleSet;
    for (const glob of fitting) placedAt(glob).fitting += 1;
    if (chosen?.kind === 'tool') chosen.fitting += 1;
    if (!hidden) for (const owner of [chosen, shared]) owner?.tools.push(tool);
    const { action } = read.decision(tool.name, tool.class, choice);
    return { tool, hidden, action, chosen, tied: tied.map(placedAt) };
  });
  const hide = (policy.hide ?? []).map(compileGlob);
  return { policy, tools, shared, ruleSets, outlooks, hide };
}

/** How a person calls a rule set. */
export function ownerOf({ kind, key }: PlacedRuleSet): string {
  if (kind === 'all') return '`all_tools`';
  return kind === 'class' ? `the class ${key}` : `\`${key}\``;
}

/** Whether some call can be admitted at once or after a person approved it, as far as `action` and `default` say. */
export function isCallable({ action }: Outlook): boolean {
  return action === 'allow' || action === 'approve';
}

function placed(policy: Policy): PlacedRuleSet[] {
  const ruleSets: PlacedRuleSet[] = [];
  const place = (kind: PlacedRuleSet['kind'], key: string, pointer: string, ruleSet: RuleSet) => {
    const limits = limitsOf(key, ruleSet).map(({ at, limit }) => ({ pointer: pointer + at, limit }));
    const tool = kind === 'tool' ? key : undefined;
    ruleSets.push({ kind, key, pointer, ruleSet, tools: [], fitting: 0, limits, tool });
  };
  if (policy.all_tools !== undefined) place('all', 'all_tools', '/all_tools', policy.all_tools);
  for (const riskClass of riskClasses) {
    const ruleSet = policy.classes?.[riskClass];
    if (ruleSet !== undefined) place('class', riskClass, pointerTo('/classes', riskClass), ruleSet);
  }
  for (const [key, ruleSet] of Object.entries(policy.tools ?? {})) {
    place(isPattern(key) ? 'pattern' : 'tool', key, pointerTo('/tools', key), ruleSet);
  }
  return ruleSets;
}
