import { describe, expect, it } from 'vitest';
import { compile } from '../compile';
import type { CompiledPolicy } from '../compile-types';
import { decide } from '../decide';
import type { Call, Context, Policy, PolicyTool, Verdict } from '../language';
import { admit, memoryQuotaStore } from '../quota';
import { generateArguments, generatePolicy, generateRuleSet, type Random, randomFrom } from '../testing';
import { diff } from './diff';
import { rank } from './directions';

function asked(compiled: CompiledPolicy, call: Call, context: Context): Verdict {
  return admit(decide(compiled, call, context), memoryQuotaStore(), context.nowMs).verdict;
}

/** A held call that would be refused once approved counts as denied. */
function ranked(compiled: CompiledPolicy, call: Call, context: Context): number {
  const verdict = asked(compiled, call, context);
  if (verdict !== 'approve') return rank[verdict];
  return asked(compiled, call, { ...context, approved: true }) === 'allow' ? rank.approve : rank.deny;
}

function changed(random: Random, policy: Policy): Policy {
  const keys = Object.keys(policy.tools ?? {});
  if (keys.length === 0 || random.chance(0.2)) return generatePolicy(random);
  const key = random.pick(keys);
  const ruleSet = { ...policy.tools?.[key], ...generateRuleSet(random, key) };
  if (ruleSet.limits?.some(({ counter }) => counter === `${key}_rate`)) delete ruleSet.rate_limit;
  return { ...policy, tools: { ...policy.tools, [key]: ruleSet } };
}

describe('diff of policies at random', () => {
  it('never claims what a call contradicts, and every witness is real', () => {
    for (let seed = 1; seed <= 150; seed += 1) {
      const random = randomFrom(seed);
      const before = generatePolicy(random);
      const after = changed(random, before);
      const [was, is] = [compile(before), compile(after)];
      const tools = Object.keys({ ...before.tools, ...after.tools }).map((name): PolicyTool => ({ name }));
      for (const { tool, relation, witnesses, isAnyOther } of diff(before, after, tools)) {
        if (isAnyOther) continue;
        for (const { call, context, direction, number, ...said } of witnesses) {
          if (number > 1) continue;
          const verdicts = [was, is].map((compiled) => asked(compiled, call, context));
          expect(verdicts, `seed ${seed}`).toEqual([said.before.verdict, said.after.verdict]);
          const difference = rank[said.after.verdict] - rank[said.before.verdict];
          expect(direction === 'looser' ? difference : -difference, `seed ${seed}`).toBeGreaterThan(0);
        }
        for (let time = 0; time < 20; time += 1) {
          const call = { tool, arguments: generateArguments(random) };
          const difference = ranked(is, call, { nowMs: 0 }) - ranked(was, call, { nowMs: 0 });
          if (relation === 'same') expect(difference, `seed ${seed}`).toBe(0);
          if (relation === 'stricter') expect(difference, `seed ${seed}`).toBeLessThanOrEqual(0);
          if (relation === 'looser') expect(difference, `seed ${seed}`).toBeGreaterThanOrEqual(0);
        }
      }
    }
  });
});
