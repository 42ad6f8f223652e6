import type { Json, JsonObject } from '@/lib/json';
import {
  admittedArguments,
  contextFor,
  decideOn,
  findArguments,
  progressOf,
  repeatUntil,
  ruleSetsOf,
  type Side,
  spaceOf,
  withValue,
} from '../boundary';
import type { Call, Context, Decision, Limit, PolicyTool, Verdict } from '../language';
import { pathOf } from '../path';
import { admit, memoryQuotaStore } from '../quota';
import { limitsOf } from '../rate';
import { rank } from './directions';

export type Said = { verdict: Verdict; rule: string; reason: string };

/** A call that the two policies answer differently. Both were asked. */
export type Witness = {
  direction: 'stricter' | 'looser';
  call: Call;
  context: Context;
  /** The how-manieth equal call; 1 unless a limit makes the difference. */
  number: number;
  before: Said;
  after: Said;
};

export type Direction = Witness['direction'];

export function directionOf(before: Decision, after: Decision): Direction | undefined {
  const difference = rank[after.verdict] - rank[before.verdict];
  if (difference === 0) return undefined;
  return difference > 0 ? 'looser' : 'stricter';
}

/** Looks for one call that is answered more strictly, or less, by what the rules say of its arguments. */
export function findByRules(
  before: Side,
  after: Side,
  tool: PolicyTool,
  wanted: Direction,
): Witness | undefined {
  const space = spaceOf([before, after], tool);
  const [progressBefore, progressAfter] = [progressOf(before), progressOf(after)];
  const ask = (args: Json) => [firstCall(before, tool, args), firstCall(after, tool, args)] as const;
  const isWanted = (args: Json) => directionOf(...ask(args)) === wanted;
  const score = (args: Json) => {
    const [was, is] = ask(args);
    return progressBefore(was) + progressAfter(is);
  };
  const starts = [admittedArguments(wanted === 'looser' ? after : before, tool)];
  const args = findArguments(space, score, isWanted, starts);
  if (args === undefined) return undefined;
  const [was, is] = ask(args);
  return {
    direction: wanted,
    call: { tool: tool.name, arguments: args },
    context: contextFor(tool),
    number: 1,
    ...pair(was, is),
  };
}

/** What a side says to a call that is the first of its window. */
function firstCall(side: Side, tool: PolicyTool, args: Json): Decision {
  return admit(decideOn(side, tool, args), memoryQuotaStore(), contextFor(tool).nowMs);
}

/** Looks for the equal call that one policy's limits still admit and the other's do not. */
export function findByLimits(
  before: Side,
  after: Side,
  tool: PolicyTool,
  wanted: Direction,
): Witness | undefined {
  const context = { ...contextFor(tool), approved: true };
  for (const args of limitStarts(before, after, tool)) {
    const call: Call = { tool: tool.name, arguments: args };
    let first: Direction | undefined;
    const found = repeatUntil([before.compiled, after.compiled], call, context, ([was, is]) => {
      first = was && is && directionOf(was, is);
      return first !== undefined;
    });
    const [was, is] = found?.decisions ?? [];
    if (found === null || was === undefined || is === undefined || first !== wanted) continue;
    const isApproved =
      decideOn(before, tool, args).verdict === 'approve' || decideOn(after, tool, args).verdict === 'approve';
    const at: Context = { ...contextFor(tool), nowMs: found.nowMs };
    if (isApproved) at.approved = true;
    return { direction: wanted, call, context: at, number: found.number, ...pair(was, is) };
  }
  return undefined;
}

/** Calls that both policies let through, with small and whole amounts for each budget. */
function limitStarts(before: Side, after: Side, tool: PolicyTool): JsonObject[] {
  const sides = [before, after];
  const verdicts = (args: Json) => sides.map((side) => decideOn(side, tool, args).verdict);
  const isAdmitted = (args: Json) =>
    verdicts(args).every((verdict) => verdict === 'allow' || verdict === 'approve');
  const progress = sides.map(progressOf);
  const score = (args: Json) =>
    sides.reduce((sum, side, index) => sum + (progress[index]?.(decideOn(side, tool, args)) ?? 0), 0);
  const own = sides.map((side) => admittedArguments(side, tool));
  const start = findArguments(spaceOf(sides, tool), score, isAdmitted, own);
  if (start === undefined) return [];
  const budgets = [...new Set(sides.flatMap(budgetsOf))].map(pathOf);
  const amounts = [0, 1, ...sides.flatMap(maximaOf)];
  const starts = [start];
  for (const all of [0, 1])
    starts.push(budgets.reduce((args, path) => withValue(args, path, all) as JsonObject, start));
  for (const path of budgets)
    for (const amount of amounts) starts.push(withValue(starts[1] ?? start, path, amount) as JsonObject);
  return starts.filter(isAdmitted).slice(0, mostStarts);
}

const mostStarts = 60;

function budgetsOf(side: Side): string[] {
  return limitsIn(side).flatMap(({ increment_from: path }) => (path === undefined ? [] : [path]));
}

function maximaOf(side: Side): number[] {
  return limitsIn(side).flatMap(({ increment_from: path, max }) => (path === undefined ? [] : [max]));
}

function limitsIn(side: Side): Limit[] {
  return ruleSetsOf(side).flatMap(({ key, ruleSet }) => limitsOf(key, ruleSet).map(({ limit }) => limit));
}

function pair(was: Decision, is: Decision): Pick<Witness, 'before' | 'after'> {
  return { before: saidBy(was), after: saidBy(is) };
}

function saidBy({ verdict, rule, reason }: Decision): Said {
  return { verdict, rule, reason };
}
