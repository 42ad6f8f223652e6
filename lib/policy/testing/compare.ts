/** Runs generated cases through the engine and the oracle. */

import type { Json } from '@/lib/json';
import { compileText } from '../compile';
import { decide } from '../decide';
import type { Call, Context, Policy } from '../language';
import { admit, memoryQuotaStore } from '../quota';
import { generateCall, generatePolicy, randomFrom } from './generate';
import { type Answer, Oracle } from './oracle';

export type Mismatch = {
  seed: number;
  policy: Policy;
  call: Call;
  context: Context;
  engine: Answer;
  oracle: Answer;
};

/** Calls a policy gets; several, because counts add up. */
const callsEach = 20;

/** `count` policy/call pairs from a seed on; the mismatches, at most ten of them. */
export function comparePairs(
  firstSeed: number,
  count: number,
  progress?: (done: number) => void,
): Mismatch[] {
  const mismatches: Mismatch[] = [];
  for (let done = 0; done < count; done += callsEach) {
    mismatches.push(...compareSeed(firstSeed + done / callsEach, Math.min(callsEach, count - done)));
    if (mismatches.length >= 10) break;
    progress?.(done);
  }
  return mismatches;
}

function compareSeed(seed: number, calls: number): Mismatch[] {
  const random = randomFrom(seed);
  const policy = generatePolicy(random);
  const compiled = compileText(JSON.stringify(policy));
  if (compiled.kind !== 'policy') throw new Error(`Seed ${seed} makes no valid policy.`);
  const store = memoryQuotaStore();
  const oracle = new Oracle(policy);
  const mismatches: Mismatch[] = [];
  for (let i = 0; i < calls; i++) {
    const { call, context } = generateCall(random, policy);
    const decided = admit(decide(compiled, call, context), store, context.nowMs);
    const engine: Answer = { verdict: decided.verdict, rule: decided.rule };
    if (decided.retryAfterSeconds !== undefined) engine.retryAfterSeconds = decided.retryAfterSeconds;
    const answer = oracle.decide(call, context);
    const differs = (['verdict', 'rule', 'retryAfterSeconds'] as const).some(
      (key) => engine[key] !== answer[key],
    );
    if (differs) mismatches.push({ seed, policy, call, context, engine, oracle: answer });
  }
  return mismatches;
}

export function showMismatch(mismatch: Mismatch): string {
  return JSON.stringify(mismatch as unknown as Json, null, 2);
}
