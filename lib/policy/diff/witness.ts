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
  type Tries,
  withValue,
} from '../boundary';
import { decide } from '../decide';
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

/** Both policies and the tries that are left for all tools together. */
export type Search = { before: Side; after: Side; tool: PolicyTool; tries: Tries };

/** Tries for one witness of one tool. */
const mostTries = 1_200;
/** Steps of all sequences for one witness of one tool. */
const mostSteps = 3_000;

function share({ tries }: Search, work: (own: Tries) => JsonObject | undefined): JsonObject | undefined {
  const own = { left: Math.max(60, Math.min(mostTries, tries.left)) };
  const granted = own.left;
  const found = work(own);
  tries.left -= granted - own.left;
  return found;
}

/** Looks for one call that is answered more strictly, or less, by what the rules say of its arguments. */
export function findByRules(search: Search, wanted: Direction): Witness | undefined {
  const { before, after, tool } = search;
  const space = spaceOf([before, after], tool);
  const [progressBefore, progressAfter] = [progressOf(before), progressOf(after)];
  const ask = (args: Json) => [firstCall(before, tool, args), firstCall(after, tool, args)] as const;
  const args = share(search, (tries) => {
    const start = admittedArguments(wanted === 'looser' ? after : before, tool, tries, space);
    const judge = (tried: JsonObject) => {
      const [was, is] = ask(tried);
      return { isWanted: directionOf(was, is) === wanted, score: progressBefore(was) + progressAfter(is) };
    };
    return findArguments(space, judge, tries, [start]);
  });
  if (args === undefined) return undefined;
  const call = { tool: tool.name, arguments: args };
  // Where one is held in vain, it is the approved call that the two answer so.
  const approved = [before, after].some(
    (side) =>
      decideOn(side, tool, args).verdict === 'approve' && firstCall(side, tool, args).verdict !== 'approve',
  );
  const context: Context = approved ? { ...contextFor(tool), approved } : contextFor(tool);
  const [was, is] = [admitted(before, call, context), admitted(after, call, context)];
  return { direction: wanted, call, context, number: 1, ...pair(was, is) };
}

/**
 * What a side says to a call that is the first of its window. A held call that a limit refuses even when it is approved counts as
 * denied: nothing of it can go through.
 */
function firstCall(side: Side, tool: PolicyTool, args: Json): Decision {
  const call = { tool: tool.name, arguments: args };
  const first = admitted(side, call, contextFor(tool));
  if (first.verdict !== 'approve') return first;
  const then = admitted(side, call, { ...contextFor(tool), approved: true });
  return then.verdict === 'allow' ? first : then;
}

function admitted({ compiled }: Side, call: Call, context: Context): Decision {
  return admit(decide(compiled, call, context), memoryQuotaStore(), context.nowMs);
}

/** Looks for the equal call that one policy's limits still admit and the other's do not. */
export function findByLimits(search: Search, wanted: Direction): Witness | undefined {
  const { before, after, tool } = search;
  const context = { ...contextFor(tool), approved: true };
  const steps = { left: Math.max(50, Math.min(mostSteps, search.tries.left)) };
  search.tries.left -= steps.left;
  for (const args of limitStarts(search)) {
    const call: Call = { tool: tool.name, arguments: args };
    let first: Direction | undefined;
    const isDifferent = ([was, is]: readonly Decision[]) => {
      first = was && is && directionOf(was, is);
      return first !== undefined;
    };
    const found = repeatUntil([before.compiled, after.compiled], call, context, isDifferent, steps);
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
function limitStarts(search: Search): JsonObject[] {
  const { before, after, tool } = search;
  const sides = [before, after];
  const progress = sides.map(progressOf);
  const space = spaceOf(sides, tool);
  const judge = (args: JsonObject) => {
    const decisions = sides.map((side) => decideOn(side, tool, args));
    return {
      isWanted: decisions.every(({ verdict }) => verdict === 'allow' || verdict === 'approve'),
      score: decisions.reduce((sum, decision, index) => sum + (progress[index]?.(decision) ?? 0), 0),
    };
  };
  const start = share(search, (tries) => {
    const own = sides.map((side) => admittedArguments(side, tool, tries, space));
    return findArguments(space, judge, tries, own);
  });
  if (start === undefined) return [];
  const budgets = [...new Set(sides.flatMap(budgetsOf))].map(pathOf);
  const amounts = [0, 1, ...sides.flatMap(maximaOf)];
  const starts = [start];
  for (const all of [0, 1])
    starts.push(budgets.reduce((args, path) => withValue(args, path, all) as JsonObject, start));
  for (const path of budgets)
    for (const amount of amounts) starts.push(withValue(starts[1] ?? start, path, amount) as JsonObject);
  return starts.filter((args) => judge(args).isWanted).slice(0, mostStarts);
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
