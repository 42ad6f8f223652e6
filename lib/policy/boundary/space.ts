import { type Json, type JsonObject, parsePointer } from '@/lib/json';
import type { CompiledPolicy, CompiledSet } from '../compile-types';
import { chooseSet, decide, isHidden } from '../decide';
import type {
  Comparison,
  Condition,
  Context,
  Decision,
  Policy,
  PolicyTool,
  RiskClass,
  RuleSet,
} from '../language';
import { formatPath, type Path, pathOf } from '../path';
import { limitsOf } from '../rate';
import { type Candidate, candidatesFor, missing } from './candidates';
import { usualArguments, withValue } from './place-arguments';
import { placeAt } from './schema-place';

/** A policy with what it says about one tool. */
export type Side = {
  policy: Policy;
  compiled: CompiledPolicy;
  isHidden: boolean;
  /** null where the default decides. */
  chosen: CompiledSet | null;
  /** The chosen rule set as it stands in the document, and its key there. */
  ruleSet: RuleSet | undefined;
  key: string;
};

/** Paths that matter for one tool, with values worth trying on each. */
export type Space = { tool: PolicyTool; paths: { path: Path; pathText: string; candidates: Candidate[] }[] };

/** A time inside of every fixed window, well before its end. */
export const sampleMs = Date.UTC(2026, 0, 1, 0, 0, 0);

export function sideOf(policy: Policy, compiled: CompiledPolicy, tool: PolicyTool): Side {
  const chosen = chooseSet(compiled, tool.name, tool.class);
  const [section, key = ''] = parsePointer(chosen?.pointer ?? '') ?? [];
  const ruleSet = section === 'tools' ? policy.tools?.[key] : policy.classes?.[key as RiskClass];
  return { policy, compiled, isHidden: isHidden(compiled, tool.name), chosen, ruleSet, key };
}

/** Rules in force: those of `all_tools` first. */
export function ruleSetsOf({ policy, ruleSet, key }: Side): { key: string; ruleSet: RuleSet }[] {
  const shared =
    policy.all_tools === undefined ? [] : [{ key: 'all_tools', ruleSet: policy.all_tools as RuleSet }];
  return ruleSet === undefined ? shared : [...shared, { key, ruleSet }];
}

export function contextFor(tool: PolicyTool): Context {
  const context: Context = { nowMs: sampleMs };
  if (tool.class !== undefined) context.class = tool.class;
  if (tool.inputSchema !== undefined) context.schema = tool.inputSchema;
  return context;
}

export function decideOn({ compiled }: Side, tool: PolicyTool, args: Json): Decision {
  return decide(compiled, { tool: tool.name, arguments: args }, contextFor(tool));
}

export function spaceOf(sides: readonly Side[], tool: PolicyTool): Space {
  const byPath = new Map<string, Comparison[]>();
  const note = (path: string, comparison?: Comparison) => {
    const text = formatPath(pathOf(path));
    const known = byPath.get(text) ?? [];
    if (comparison !== undefined) known.push(comparison);
    byPath.set(text, known);
  };
  for (const { key, ruleSet } of sides.flatMap(ruleSetsOf)) {
    for (const rule of [
      ...(ruleSet.deny_if ?? []),
      ...(ruleSet.require ?? []),
      ...(ruleSet.approve_if ?? []),
    ]) {
      for (const comparison of comparisonsIn(rule.conditions)) note(comparison.path, comparison);
    }
    for (const { limit } of limitsOf(key, ruleSet)) {
      const from = limit.increment_from;
      if (from !== undefined) note(from, { path: from, op: 'lte', value: limit.max });
      for (const path of limit.by ?? []) note(path);
    }
  }
  const paths = [...byPath].flatMap(([pathText, comparisons]) => {
    const path = pathOf(pathText);
    if (path.length === 0) return [];
    return [{ path, pathText, candidates: candidatesFor(comparisons, placeAt(tool.inputSchema, path)) }];
  });
  return { tool, paths: [...paths, ...listsAbove(paths.map(({ path }) => path))] };
}

/** The lists that a `[*]` goes through, to be left out or to be no list. */
function listsAbove(paths: readonly Path[]): Space['paths'] {
  const lists = new Map<string, Path>();
  for (const path of paths) {
    const star = path.indexOf(null);
    if (star > 0) lists.set(formatPath(path.slice(0, star)), path.slice(0, star));
  }
  return [...lists].map(([pathText, path]) => ({ path, pathText, candidates: [missing, 'text', []] }));
}

export function comparisonsIn(conditions: readonly Condition[]): Comparison[] {
  return conditions.flatMap((condition): Comparison[] => {
    if ('op' in condition) return [condition];
    if ('not' in condition) return comparisonsIn([condition.not]);
    return comparisonsIn('any' in condition ? condition.any : condition.all);
  });
}

/** Tries that are left to a search, or to several that share them. */
export type Tries = { left: number };

/** What a try came to: what was looked for, or how near to it. */
export type Judged = { isWanted: boolean; score: number };

/**
 * Looks for arguments from the usual ones on: one value changed, again from the nearest so far, then two. Gives up when the tries are
 * used up.
 */
export function findArguments(
  { tool, paths }: Space,
  judge: (args: JsonObject) => Judged,
  tries: Tries,
  starts: readonly JsonObject[] = [],
): JsonObject | undefined {
  let best: { args: JsonObject; score: number } | undefined;
  const seen = new Set<JsonObject>();
  const look = (args: JsonObject): boolean => {
    tries.left -= 1;
    const { isWanted, score } = judge(args);
    if (best === undefined || score > best.score) best = { args, score };
    return isWanted;
  };
  for (const args of [...starts, usualArguments(tool.inputSchema), {}]) if (look(args)) return args;
  while (best !== undefined && !seen.has(best.args) && tries.left > 0) {
    const from: JsonObject = best.args;
    seen.add(from);
    const found = neighbours(from, paths, 1, () => tries.left > 0, look);
    if (found !== undefined) return found;
  }
  const from = best?.args ?? {};
  return (
    mixed(from, paths, Math.min(mostMixed, tries.left), look) ??
    neighbours(from, paths, 2, () => tries.left > 0, look)
  );
}

const mostMixed = 250;

/** Many values changed at once, in an order that is always the same. */
function mixed(
  from: JsonObject,
  paths: Space['paths'],
  times: number,
  look: (args: JsonObject) => boolean,
): JsonObject | undefined {
  if (paths.length < 2) return undefined;
  let state = 1;
  const below = (bound: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
  for (let time = 0; time < times; time += 1) {
    let args: JsonObject = from;
    for (const { path, candidates } of paths) {
      const candidate = candidates[below(candidates.length * 2)];
      if (candidate !== undefined) args = withValue(args, path, candidate) as JsonObject;
    }
    if (look(args)) return args;
  }
  return undefined;
}

function neighbours(
  from: JsonObject,
  paths: Space['paths'],
  changes: number,
  mayGoOn: () => boolean,
  look: (args: JsonObject) => boolean,
): JsonObject | undefined {
  for (const [index, { path, candidates }] of paths.entries()) {
    for (const candidate of candidates) {
      if (!mayGoOn()) return undefined;
      const args = withValue(from, path, candidate) as JsonObject;
      if (changes === 1) {
        if (look(args)) return args;
        continue;
      }
      const found = neighbours(args, paths.slice(index + 1), changes - 1, mayGoOn, look);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** How far a call gets through a side's rules: the later the rule that answers, the higher. */
export function progressOf({ compiled, chosen }: Side): (decision: Decision) => number {
  const sets = chosen === null ? [compiled.allTools] : [compiled.allTools, chosen];
  const order = new Map<string, number>();
  for (const rules of [...sets.map(({ denyIf }) => denyIf), ...sets.map(({ require }) => require)]) {
    for (const { pointer } of rules) if (!order.has(pointer)) order.set(pointer, order.size + 1);
  }
  return ({ verdict, rule }) => {
    if (verdict === 'allow') return order.size + 3;
    if (verdict === 'approve') return order.size + 2;
    return order.get(rule) ?? (rule.startsWith('(') ? 0 : order.size + 1);
  };
}
