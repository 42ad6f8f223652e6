/** Policies and calls at random, from pools so small that names, values and rules meet each other often. */

import { type Json, setOwn, valueAt } from '@/lib/json';
import type {
  Action,
  ApprovalRule,
  Call,
  Comparison,
  Condition,
  Context,
  Limit,
  Operator,
  Policy,
  RuleSet,
  Window,
} from '../language';
import { actions, riskClasses } from '../language';
import * as pool from './pools';

export type Random = { below(n: number): number; chance(p: number): boolean; pick<T>(list: readonly T[]): T };

/** mulberry32: the same seed, the same cases, on every machine. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    below: (n) => Math.floor(next() * n),
    chance: (p) => next() < p,
    pick: (list) => list[Math.floor(next() * list.length)] as (typeof list)[number],
  };
}

export function generatePolicy(random: Random): Policy {
  const policy: Policy = { version: '1', default: random.pick(['allow', 'deny']) };
  if (random.chance(0.25)) policy.hide = some(random, 3, () => random.pick(pool.patterns));
  if (random.chance(0.35)) {
    const { action: _, reason: __, ...shared } = generateRuleSet(random, 'all_tools');
    policy.all_tools = shared;
  }
  if (random.chance(0.3)) {
    policy.classes = {};
    for (const riskClass of riskClasses)
      if (random.chance(0.3)) policy.classes[riskClass] = generateRuleSet(random, riskClass);
  }
  const tools: { [pattern: string]: RuleSet } = {};
  for (const key of some(random, 5, () => random.pick(random.chance(0.7) ? pool.tools : pool.patterns)))
    setOwn(tools, key, generateRuleSet(random, key));
  policy.tools = tools;
  return policy;
}

export function generateRuleSet(random: Random, key: string): RuleSet {
  const set: RuleSet = {};
  if (random.chance(0.15)) set.action = random.pick<Action>(actions);
  if (random.chance(0.1)) set.reason = 'Because.';
  if (random.chance(0.4)) set.deny_if = some(random, 2, () => generateRule(random));
  if (random.chance(0.4)) set.require = some(random, 2, () => generateRule(random));
  if (random.chance(0.2)) set.approve_if = some(random, 2, () => generateApproval(random));
  if (random.chance(0.3)) set.limits = some(random, 3, () => generateLimit(random));
  if (random.chance(0.15) && !set.limits?.some((limit) => limit.counter === `${key}_rate`))
    set.rate_limit = { max: random.below(4), window: random.pick(pool.windows) };
  if (random.chance(0.08)) set.validate_arguments = random.chance(0.8);
  return set;
}

export function generateCondition(random: Random, level = 1): Condition {
  if (level < 4 && random.chance(0.25)) {
    const inner = () => generateCondition(random, level + 1);
    const kind = random.below(3);
    if (kind === 0) return { any: some(random, 3, inner) };
    if (kind === 1) return { all: some(random, 3, inner) };
    return { not: inner() };
  }
  const op = random.pick(Object.keys(pool.operands)) as Operator;
  return { path: random.pick(pool.paths), op, value: operand(random, op) } as Comparison;
}

export function generateCall(random: Random, policy: Policy): { call: Call; context: Context } {
  const named = Object.keys(policy.tools ?? {});
  const known = named.length > 0 && random.chance(0.7) ? named : pool.tools;
  const call: Call = { tool: random.chance(0.95) ? random.pick(known) : 'unheard/of' };
  if (random.chance(0.95)) call.arguments = generateArguments(random);
  if (random.chance(0.05)) call.notes = { duplicateKey: '/n' };
  else if (random.chance(0.15)) {
    const pointer = random.pick(pool.pointers);
    if (call.arguments !== undefined && typeof valueAt(call.arguments, pointer) === 'number')
      call.notes = { inexact: [pointer] };
  }
  const context: Context = { nowMs: random.pick(pool.times) + random.below(3) * 500 };
  if (random.chance(0.7)) context.grant = random.pick(['g1', 'g2']);
  if (random.chance(0.5)) context.server = random.pick(['s1', 's2']);
  if (random.chance(0.5)) context.organisation = 'o1';
  if (random.chance(0.6)) context.class = random.pick(riskClasses);
  if (random.chance(0.6)) context.schema = random.pick(pool.schemas);
  if (random.chance(0.3)) context.approved = true;
  return { call, context };
}

export function generateArguments(random: Random): Json {
  if (random.chance(0.02)) return random.pick<Json>([null, [], 'text', 5]);
  const args: { [name: string]: Json } = {};
  for (const name of pool.names) if (random.chance(0.55)) setOwn(args, name, generateMember(random, name));
  return args;
}

function generateMember(random: Random, name: string): Json {
  if (random.chance(0.15)) return random.pick(pool.values);
  if (name === 'n') return random.pick(pool.numbers);
  if (name === 's') return random.pick(pool.texts);
  if (name === 'u') return random.pick(pool.urls);
  if (name === 'p') return random.pick(pool.files);
  if (name !== 'l') return random.pick(pool.values);
  return some(random, 3, (): Json => {
    if (random.chance(0.5)) return random.pick(pool.values);
    return random.chance(0.5)
      ? { x: random.pick(pool.values) }
      : some(random, 2, () => random.pick(pool.values));
  });
}

function generateRule(random: Random) {
  return { conditions: some(random, 3, () => generateCondition(random)) };
}

function generateApproval(random: Random): ApprovalRule {
  const rule: ApprovalRule = generateRule(random);
  if (random.chance(0.3)) rule.expires_in = 60 + random.below(1000);
  return rule;
}

function generateLimit(random: Random): Limit {
  const limit: Limit = {
    counter: random.pick(['c', 'd', 'send_mail_rate', '__proto__']),
    window: random.pick<Window>(pool.windows),
    max: random.pick([0, 1, 2, 3, 5, 10, 2.5]),
  };
  if (random.chance(0.4)) limit.scope = random.pick(['grant', 'server', 'organisation']);
  if (random.chance(0.3)) limit.increment_from = random.pick(pool.plainPaths);
  if (random.chance(0.3)) limit.by = some(random, 2, () => random.pick(pool.plainPaths));
  return limit;
}

function operand(random: Random, op: Operator): Json {
  const values = pool.operands[op];
  return values === 'list' ? some(random, 3, () => random.pick(pool.values)) : random.pick(values);
}

function some<T>(random: Random, most: number, make: () => T): T[] {
  return Array.from({ length: random.below(most + 1) }, make);
}
