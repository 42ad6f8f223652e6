/** Arguments that bring a policy's conditions where they are wanted: one path after the other, each with its best value. */

import { type JsonObject, parsePointer } from '@/lib/json';
import { compileTest } from '../compile-test';
import { code, type Test } from '../compile-types';
import { evaluate, no, turn, yes } from '../evaluate';
import type { ApprovalRule, Condition, Rule } from '../language';
import type { PlacedComparison, RuleList } from './conditions';
import { withValue } from './place-arguments';
import { ruleSetsOf, type Side, type Space, type Tries } from './space';

/** A condition, how it speaks of lists, and what it shall come out as. */
export type Goal = { test: Test; every: boolean; wanted: typeof yes | typeof no };

/** That no rule of these lists stops or holds a call, `but` one that is left out. */
export function passing(side: Side, lists: readonly RuleList[], but?: Rule | ApprovalRule): Goal[] {
  return ruleSetsOf(side).flatMap(({ ruleSet }) =>
    lists.flatMap((list) =>
      (ruleSet[list] ?? []).flatMap((rule): Goal[] => {
        if (rule === but) return [];
        const every = list === 'require';
        return [{ test: compileTest({ all: [...rule.conditions] }), every, wanted: every ? yes : no }];
      }),
    ),
  );
}

/** That its rule comes out as this comparison does: those beside it are met under `all`, and not met under `any`. */
export function settling({ in: rule, pointer }: PlacedComparison): Goal[] {
  const steps = parsePointer(pointer.slice(rule.pointer.length)) ?? [];
  const goals: Goal[] = [];
  let every = rule.list === 'require';
  let members: readonly Condition[] = rule.conditions;
  let wanted: Goal['wanted'] = yes;
  // `conditions`, a place in it, and so on inwards.
  for (let at = 1; at < steps.length; at += 1) {
    const own = members[Number(steps[at])];
    for (const one of members) if (one !== own) goals.push({ test: compileTest(one), every, wanted });
    let inner = own;
    while (inner !== undefined && 'not' in inner) {
      every = !every;
      inner = inner.not;
      at += 1;
    }
    if (inner === undefined || 'op' in inner) break;
    wanted = 'all' in inner ? yes : no;
    members = 'all' in inner ? inner.all : inner.any;
    at += 1;
  }
  return goals;
}

/** How many comparisons have to come out otherwise; 0 where all goals are met. */
export function distance(goals: readonly Goal[], args: JsonObject): number {
  let sum = 0;
  for (const goal of goals) sum += distanceTo(goal, args);
  return sum;
}

function distanceTo({ test, every, wanted }: Goal, args: JsonObject): number {
  if (evaluate(test, args, every) === wanted) return 0;
  if (test.code < code.any) return 1;
  if (test.code === code.not) {
    const opposite = turn(wanted) as Goal['wanted'];
    return distanceTo({ test: test.inner[0] as Test, every: !every, wanted: opposite }, args);
  }
  const each = test.inner.map((inner) => distanceTo({ test: inner, every, wanted }, args));
  const needsAll = (test.code === code.all) === (wanted === yes);
  return needsAll ? each.reduce((sum, one) => sum + one, 0) : Math.min(...each, test.inner.length + 1);
}

/** Comparisons that may be made in all tries together. */
const mostAsked = 400_000;

/** Each try asks all conditions: the more there are, the fewer tries. */
export function triesFor(comparisons: number, most: number): number {
  return Math.min(most, Math.ceil(mostAsked / (comparisons + 1)));
}

function sizeOf({ inner }: Test): number {
  return inner.reduce((sum, one) => sum + sizeOf(one), 1);
}

/** More would hardly find more: what one value spoils another mends, or none does. */
const mostRounds = 3;

/** From `start` on to arguments that meet more of the goals, as near as the tries allow. */
export function approach(
  { paths }: Space,
  goals: readonly Goal[],
  start: JsonObject,
  tries: Tries,
): JsonObject {
  const size = goals.reduce((sum, { test }) => sum + sizeOf(test), 0);
  const enough = tries.left - triesFor(size, tries.left);
  let best = start;
  let left = distance(goals, best);
  for (let round = 0, before = Number.POSITIVE_INFINITY; round < mostRounds && left < before; round += 1) {
    before = left;
    for (const { path, candidates } of paths) {
      const from: JsonObject = best;
      for (const candidate of candidates) {
        if (left === 0 || tries.left <= enough) return best;
        tries.left -= 1;
        const args = withValue(from, path, candidate) as JsonObject;
        const now = distance(goals, args);
        if (now < left) [best, left] = [args, now];
      }
    }
  }
  return best;
}
