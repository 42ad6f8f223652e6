/** One row a tool: what the policy says about it, in the form that grid, facets and search read. Derived, never stored. */

import { type Action, type FindingLevel, isPattern, type Policy, type RuleSet } from '@/lib/policy';
import type { Problem } from '../document';
import { argumentsOf } from './arguments';
import { type Chip, chipsOf } from './chips';
import { nounOf } from './noun';
import { type Placement, placementOf } from './placement';
import type { Searchable } from './query';
import type { BuilderTool } from './tool';
import type { Usage, Used } from './usage';

export type Row = {
  tool: BuilderTool;
  noun: string;
  decision: Action;
  placement: Placement;
  ruleSet: RuleSet | undefined;
  chips: Chip[];
  problems: Problem[];
  worst: FindingLevel | null;
  search: Searchable;
  /** null as long as it is not known. */
  used: Used | null;
  /** What its entry in `tools/list` costs an agent, about: four characters a token. */
  tokens: number;
};

const levels: FindingLevel[] = ['error', 'security', 'warning', 'suggestion'];
const none: Problem[] = [];

/** Remembers the last rows, so that a row whose tool, rules and findings did not change keeps its identity. */
export function createRows(
  tools: readonly BuilderTool[],
): (policy: Policy, problems: readonly Problem[], usage?: Usage | null) => Row[] {
  const fixed = new Map(tools.map((tool) => [tool, fixedPart(tool)]));
  let ruled: { policy: Policy; problems: readonly Problem[]; rows: Row[] } | null = null;
  let given: { rows: Row[]; usage: Usage | null; told: Row[] } | null = null;

  /** What the policy says, which changes with every edit; when a tool was used is read seldom, and is put to it after. */
  return (policy, problems, usage = null) => {
    const rows = ruledRows(policy, problems);
    if (given?.rows === rows && given.usage === usage) return given.told;
    const before = given?.usage === usage ? given : null;
    const told =
      usage === null
        ? rows
        : rows.map((row, i) => (before?.rows[i] === row && before.told[i]) || withUse(row, usage));
    given = { rows, usage, told };
    return told;
  };

  function ruledRows(policy: Policy, problems: readonly Problem[]): Row[] {
    if (ruled && ruled.policy === policy && ruled.problems === problems) return ruled.rows;
    const byTool = ruled?.problems === problems ? null : group(problems);
    const changed = ruled && changedTools(ruled.policy, policy);
    const place = placementOf(policy);
    const rows = tools.map((tool, i) => {
      const before = ruled?.rows[i];
      if (before && !byTool && changed && !changed.has(tool.name)) return before;
      const { decision, placement, ruleSet } = place(tool);
      const own = byTool ? (byTool.get(tool.name) ?? none) : (before?.problems ?? none);
      if (before && same(before, decision, placement, ruleSet, own)) return before;
      return rowOf(tool, fixed.get(tool) ?? fixedPart(tool), decision, placement, ruleSet, own);
    });
    ruled = { policy, problems, rows };
    return rows;
  }
}

function withUse(row: Row, usage: Usage): Row {
  const used = usage.of(row.tool.name);
  return { ...row, used, search: { ...row.search, used: used.when } };
}

/** The tools that one policy may place elsewhere than the other; null where it may be any. Identity tells: what did not change keeps it. */
function changedTools(before: Policy, after: Policy): Set<string> | null {
  if (before.default !== after.default || before.hide !== after.hide || before.classes !== after.classes)
    return null;
  const [was, is] = [before.tools ?? {}, after.tools ?? {}];
  const changed = new Set<string>();
  for (const name of Object.keys(is))
    if (!Object.hasOwn(was, name) || was[name] !== is[name]) changed.add(name);
  for (const name of Object.keys(was)) if (!Object.hasOwn(is, name)) changed.add(name);
  return [...changed].some(isPattern) ? null : changed;
}

type Fixed = { noun: string; text: string; args: string[]; is: string[]; has: string[]; tokens: number };

function fixedPart(tool: BuilderTool): Fixed {
  const args = argumentsOf(tool.inputSchema).map((argument) => argument.label.toLowerCase());
  const is: string[] = [tool.review ?? 'reviewed'];
  if (tool.change) is.push(tool.change);
  if (tool.review === 'drifted' && tool.change !== 'changed') is.push('changed');
  if (tool.problem) is.push('malformed');
  if (!tool.class) is.push('unclassified');
  const has: string[] = [];
  if (tool.description) has.push('description');
  if (tool.inputSchema !== undefined) has.push('schema');
  if (args.length > 0) has.push('arguments');
  const text = `${tool.name} ${tool.title ?? ''} ${tool.description ?? ''}`.toLowerCase();
  return { noun: nounOf(tool.name), text, args, is, has, tokens: tokensOf(tool) };
}

function tokensOf({ name, description, inputSchema }: BuilderTool): number {
  const schema = inputSchema === undefined ? 0 : JSON.stringify(inputSchema).length;
  return Math.ceil((name.length + (description?.length ?? 0) + schema + frameLength) / 4);
}

/** The braces, keys and quotes around a tool. */
const frameLength = 48;

function rowOf(
  tool: BuilderTool,
  fixed: Fixed,
  decision: Action,
  placement: Placement,
  ruleSet: RuleSet | undefined,
  problems: Problem[],
): Row {
  const chips = decision === 'hide' || decision === 'deny' ? [] : chipsOf(ruleSet);
  const is = new Set([...fixed.is, placement.by === 'default' ? 'undecided' : 'decided']);
  const has = new Set(fixed.has);
  if (problems.length > 0) has.add('findings');
  for (const problem of problems) has.add(problem.level);
  if (chips.length > 0) has.add('rules');
  for (const chip of chips) has.add(chip.of === 'require' || chip.of === 'deny' ? 'condition' : chip.of);
  return {
    tool,
    noun: fixed.noun,
    decision,
    placement,
    ruleSet,
    chips,
    problems,
    used: null,
    tokens: fixed.tokens,
    worst: levels.find((level) => problems.some((problem) => problem.level === level)) ?? null,
    search: {
      text: fixed.text,
      risk: (tool.class ?? 'unknown').toLowerCase(),
      action: decision,
      noun: fixed.noun,
      used: '',
      is,
      has,
      args: fixed.args,
    },
  };
}

function same(
  row: Row,
  decision: Action,
  placement: Placement,
  ruleSet: RuleSet | undefined,
  problems: readonly Problem[],
): boolean {
  return (
    row.decision === decision &&
    row.placement.by === placement.by &&
    row.placement.pointer === placement.pointer &&
    row.ruleSet === ruleSet &&
    row.problems.length === problems.length &&
    row.problems.every((problem, i) => sameProblem(problem, problems[i]))
  );
}

function sameProblem(a: Problem, b: Problem | undefined): boolean {
  return b !== undefined && a.id === b.id && a.message === b.message && a.level === b.level;
}

function group(problems: readonly Problem[]): Map<string, Problem[]> {
  const byTool = new Map<string, Problem[]>();
  for (const problem of problems) {
    if (problem.tool === undefined) continue;
    const list = byTool.get(problem.tool);
    if (list) list.push(problem);
    else byTool.set(problem.tool, [problem]);
  }
  return byTool;
}
