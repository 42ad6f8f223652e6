/** Plays a documented attack against a real gateway whose grant has the pattern's policy, to the letter. */

import { expect, onTestFinished } from 'vitest';
import { type AttackCall, type AttackPattern, attackPattern } from '@/lib/attacks';
import { print } from '@/lib/policy';
import { metaKey } from '../answer';
import type { MemoryGrant } from '../memory-ports';
import {
  type Answering,
  agreeable,
  type Harness,
  type Reached,
  recordingServer,
  serverId,
  startHarness,
} from '../testing/harness';

export type Stage = { pattern: AttackPattern; gateway: Harness; reached: Reached[] };

/** The pattern's server, reviewed, behind a gateway with the pattern's policy. */
export async function stage(
  slug: string,
  {
    answering = agreeable,
    server = {},
    credentials,
  }: { answering?: Answering; server?: MemoryGrant['server']; credentials?: Record<string, string> } = {},
): Promise<Stage> {
  const pattern = attackPattern(slug);
  if (pattern === undefined) throw new Error(`There is no pattern ${slug}.`);
  const upstream = await recordingServer(answering);
  onTestFinished(upstream.close);
  const gateway = await startHarness(
    upstream.url,
    { policy: print(pattern.policy), server },
    credentials ? { credentials } : {},
  );
  onTestFinished(gateway.close);
  review(gateway, pattern);
  return { pattern, gateway, reached: upstream.reached };
}

/** All tools of the pattern as reviewed; `state` says otherwise for some. */
export function review(
  gateway: Harness,
  pattern: AttackPattern,
  state: Record<string, 'drifted' | 'unreviewed'> = {},
): void {
  const tools = Object.entries(pattern.tools).map(([name, { class: riskClass, inputSchema }]) => [
    name,
    { class: riskClass, schema: inputSchema, state: state[name] ?? ('reviewed' as const) },
  ]);
  // A tool that the policy does not list was looked at too: what stops it is the policy.
  const others = pattern.calls.filter(({ tool }) => pattern.tools[tool] === undefined);
  gateway.ports.setTools(serverId, Object.fromEntries([...tools, ...others.map(({ tool }) => [tool, {}])]));
}

/** Makes every call of the page and compares verdict and rule with the record, and what the server saw with the allows. */
export async function play({ pattern, gateway, reached }: Stage): Promise<void> {
  for (const call of pattern.calls) {
    const before = reached.length;
    await make(gateway, call);
    const record = gateway.ports.records.at(-1);
    expect({ call, verdict: record?.verdict, rule: record?.rule }).toEqual({
      call,
      verdict: call.expect,
      rule: call.rule,
    });
    const times = call.times ?? 1;
    if (call.expect === 'allow') expect(reached.length - before).toBe(times);
    else expect(reached.length - before).toBeLessThan(times);
  }
}

async function make(gateway: Harness, call: AttackCall): Promise<void> {
  for (let time = 0; time < (call.times ?? 1); time += 1) {
    const { body } = await gateway.call(call.tool, call.arguments ?? {});
    if (time + 1 < (call.times ?? 1)) continue;
    if (call.expect === 'allow') expect(body.result?.isError).toBeUndefined();
    else if (call.expect === 'hidden') expect(body.error?.code).toBe(-32602);
    else expect(body.result).toMatchObject({ isError: true });
  }
}

/** Verdict and rule that an answer tells its agent. */
// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came.
export function toldBy(body: any): { verdict: string; rule: string } {
  return body.result._meta[metaKey];
}
