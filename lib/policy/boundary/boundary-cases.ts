import { canonical, type Json, type JsonObject, shortened } from '@/lib/json';
import { compile } from '../compile';
import type { CompiledPolicy } from '../compile-types';
import type { Call, Comparison, Context, Decision, Limit, Policy, PolicyTest, PolicyTool } from '../language';
import { pathOf } from '../path';
import { admitFirst } from '../quota';
import { limitsOf } from '../rate';
import { around, type Candidate, missing } from './candidates';
import { conditionsOf, type PlacedComparison, ruleLists } from './conditions';
import { approach, distance, passing, settling, triesFor } from './nearness';
import { usualArguments, withValue } from './place-arguments';
import { repeatUntil } from './sequence';
import {
  contextFor,
  decideOn,
  findArguments,
  progressOf,
  ruleSetsOf,
  type Side,
  type Space,
  sampleMs,
  sideOf,
  spaceOf,
  type Tries,
} from './space';
import { ownerOf, subjectOf } from './subject';

/** One call close to where a condition or a limit changes its mind, and what the policy says to it. */
export type BoundaryCase = {
  /** The condition or limit that the case is about. */
  pointer: string;
  /** What is special about the call, such as '`amount` is 1001'. */
  title: string;
  call: Call;
  context: Context;
  /** The how-manieth equal call; 1 unless a limit is shown. */
  number: number;
  decision: Decision;
};

const wrongTypes: Json[] = ['text', 1, true, [], {}];
const usualTries = 2_000;
/** To come near to a call that is let through; the search proper begins there. */
const mostNearTries = 500;
/** Fewer: where every call is held, all of them are in vain. */
const mostUnheldTries = 500;
/**
 * Calls on both sides of every condition and limit that holds for a tool, each with the verdict that the policy gives. All else in the
 * call is such that it would be let through, where such a call could be found.
 */
export function boundaryCases(policy: Policy, tool: PolicyTool, made?: CompiledPolicy): BoundaryCase[] {
  const compiled = made ?? compile(policy);
  const side = sideOf(policy, compiled, tool);
  const space = spaceOf([side], tool);
  const start = unheld(side, tool, admittedArguments(side, tool, { left: usualTries }, space), space);
  const subject = subjectOf(policy, [tool]);
  const { comparisons } = conditionsOf(subject);
  const tries = { left: triesFor(comparisons.length, usualTries) };
  const cases: BoundaryCase[] = [];
  const seen = new Set<string>();
  for (const comparison of comparisons) {
    if (comparison.in.owner.tools.length === 0) continue;
    for (const one of bothSidesOf(comparison, side, tool, start, space, tries)) {
      const key = canonical([one.call.arguments ?? {}, one.pointer]);
      if (seen.has(key)) continue;
      seen.add(key);
      cases.push(one);
    }
  }
  for (const owner of subject.ruleSets) {
    if (owner.tools.length === 0) continue;
    for (const { pointer, limit } of owner.limits) {
      const place = ownerOf(owner);
      const name = `\`${limit.counter}\`${place === `\`${tool.name}\`` ? '' : ` of ${place}`}`;
      cases.push(...limitCases(side, tool, limitStarts(side, start, limit), pointer, name));
    }
  }
  return cases;
}

/** A boundary case as a test to be kept with the policy; undefined for one that takes several calls, or an approval. */
export function testOf({ title, call, context, number, decision }: BoundaryCase): PolicyTest | undefined {
  if (number !== 1 || context.approved) return undefined;
  const test: PolicyTest = {
    name: `${call.tool}: ${title}`,
    tool: call.tool,
    expect: decision.verdict,
    rule: decision.rule,
  };
  if (call.arguments !== undefined) test.arguments = call.arguments as JsonObject;
  if (context.class !== undefined) test.class = context.class;
  return test;
}

/** Arguments that the policy lets through or holds, or those that come furthest. */
export function admittedArguments(
  side: Side,
  tool: PolicyTool,
  tries: Tries = { left: usualTries },
  space: Space = spaceOf([side], tool),
): JsonObject {
  const progress = progressOf(side);
  const usual = usualArguments(tool.inputSchema);
  const near = approach(space, passing(side, ['deny_if', 'require']), usual, {
    left: Math.min(tries.left, mostNearTries),
  });
  let best: { args: JsonObject; score: number } | undefined;
  const found = findArguments(
    space,
    (args) => {
      const decision = decideOn(side, tool, args);
      const score = progress(decision);
      if (best === undefined || score > best.score) best = { args, score };
      return { isWanted: decision.verdict === 'allow' || decision.verdict === 'approve', score };
    },
    tries,
    [usual, near],
  );
  return found ?? best?.args ?? {};
}

/** Arguments that no person has to be asked about, where some are found; else the given ones. */
function unheld(side: Side, tool: PolicyTool, start: JsonObject, space: Space): JsonObject {
  if (decideOn(side, tool, start).verdict !== 'approve') return start;
  // What holds every call looks at no argument.
  if (side.chosen !== null && side.chosen.said !== null) return start;
  const near = approach(space, passing(side, ruleLists), start, { left: mostUnheldTries });
  const sets = [side.compiled.allTools, side.chosen].filter((set) => set !== null);
  const order = sets.flatMap(({ approveIf }) => approveIf.map(({ pointer }) => pointer));
  const judge = (args: JsonObject) => {
    const { verdict, rule } = decideOn(side, tool, args);
    return { isWanted: verdict === 'allow', score: verdict === 'approve' ? order.indexOf(rule) : -2 };
  };
  return findArguments(space, judge, { left: mostUnheldTries }, [start, near]) ?? start;
}

/** Around `start`, where this condition settles its rule there; else around a call in which it does, where one is found. */
function bothSidesOf(
  placed: PlacedComparison,
  side: Side,
  tool: PolicyTool,
  start: JsonObject,
  space: Space,
  tries: Tries,
): BoundaryCase[] {
  const rule = placed.in.pointer;
  const cases = casesOf(placed, side, tool, start);
  if (showsBoth(cases, rule) || tries.left <= 0) return cases;
  tries.left -= 1;
  const goals = [...passing(side, ruleLists, placed.in.rule), ...settling(placed)];
  if (distance(goals, start) === 0) return cases;
  const others = casesOf(placed, side, tool, approach(space, goals, start, tries));
  return showsBoth(others, rule) ? others : cases;
}

function showsBoth(cases: readonly BoundaryCase[], rule: string): boolean {
  return [true, false].every((own) => cases.some(({ decision }) => (decision.rule === rule) === own));
}

function casesOf(placed: PlacedComparison, side: Side, tool: PolicyTool, start: JsonObject): BoundaryCase[] {
  const { comparison, path, pointer, pathText } = placed;
  if (path.length === 0) return [];
  const tries: Candidate[] = [
    ...around(comparison),
    missing,
    ...wrongTypes.filter((value) => isOther(value, comparison)),
  ];
  const kept = new Map<string, BoundaryCase>();
  for (const candidate of tries) {
    const args = withValue(start, path, candidate);
    const decision = admitFirst(decideOn(side, tool, args), sampleMs);
    const kind = candidate === missing ? 'missing' : `${decision.verdict} ${decision.rule}`;
    if (kept.has(kind)) continue;
    const title = `${nameOf(pathText)} ${candidate === missing ? 'is left out' : `is ${shown(candidate)}`}`;
    const context = contextFor(tool);
    kept.set(kind, {
      pointer,
      title,
      call: { tool: tool.name, arguments: args },
      context,
      number: 1,
      decision,
    });
  }
  return [...kept.values()];
}

/** A type that the comparison does not expect. */
function isOther(value: Json, { value: expected }: Comparison): boolean {
  const example = Array.isArray(expected) && expected.length > 0 ? expected[0] : expected;
  return typeof value !== typeof example;
}

/** The same call with budgets that do not get in the way: whatever else is counted is 0, then the budget itself is small. */
function limitStarts(side: Side, start: JsonObject, { increment_from: own, max }: Limit): JsonObject[] {
  const budgets = ruleSetsOf(side).flatMap(({ key, ruleSet }) =>
    limitsOf(key, ruleSet).flatMap(({ limit }) =>
      limit.increment_from === undefined ? [] : [limit.increment_from],
    ),
  );
  let light = start;
  for (const path of budgets) if (path !== own) light = withValue(light, pathOf(path), 0) as JsonObject;
  if (own === undefined) return [light, start];
  const whole = withValue(light, pathOf(own), max) as JsonObject;
  return [whole, withValue(light, pathOf(own), 1) as JsonObject, light, start];
}

/** The last equal call that a limit admits, and the first that it does not. */
function limitCases(
  side: Side,
  tool: PolicyTool,
  starts: JsonObject[],
  pointer: string,
  name: string,
): BoundaryCase[] {
  const context = { ...contextFor(tool), approved: true };
  for (const args of starts) {
    const call: Call = { tool: tool.name, arguments: args };
    let before: Decision | undefined;
    const full = repeatUntil([side.compiled], call, context, ([decision]) => {
      if (decision?.rule === pointer) return true;
      if (decision?.verdict === 'allow') before = decision;
      return false;
    });
    const [decision] = full?.decisions ?? [];
    if (full === null || decision === undefined || before === undefined) continue;
    const isHeld = decideOn(side, tool, args).verdict === 'approve';
    const at = { ...(isHeld ? context : contextFor(tool)), nowMs: full.nowMs };
    const one = (number: number, verdict: Decision): BoundaryCase => {
      return {
        pointer,
        title: `${name}, equal call number ${number}`,
        call,
        context: at,
        number,
        decision: verdict,
      };
    };
    return [one(full.number - 1, before), one(full.number, decision)];
  }
  return [];
}

function nameOf(pathText: string): string {
  return `\`${pathText.replace(/^args\.?/, '')}\``;
}

function shown(value: Json): string {
  return shortened(JSON.stringify(value));
}
