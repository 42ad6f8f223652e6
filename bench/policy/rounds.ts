/** One process of the measurement: what a decision costs each engine, round by round, sent to whoever started it. */
import { cpuMsAsync } from '../figures';
import { type Costs, floor } from './decisions';
import { builtEngine } from './engine';
import * as peers from './peers.mjs';
import { type Asked, callsFor, policyFor, type Rule, rulesFor } from './scenario';

type Engine = typeof import('@/lib/policy');
type Contestant = { name: string; decisions: number; decide: (call: Asked) => boolean | Promise<boolean> };

const rounds = 9;
/** Rounds before all are warm, which are not counted. */
const warmups = 3;

const rules = rulesFor(805);
const calls = callsFor(rules, 8_192);
const contestants = await contestantsFor(await builtEngine(), rules);
await mustAgree(contestants, calls.slice(0, 2_000));
process.send?.(await turns(contestants, calls));
process.disconnect();

/** Every second round in the other order. All are asked from one place, so that none becomes a part of whoever asks. */
async function turns(contestants: readonly Contestant[], calls: readonly Asked[]): Promise<Costs> {
  const costs: Costs = Object.fromEntries(contestants.map(({ name }) => [name, []]));
  for (let round = -warmups; round < rounds; round += 1) {
    for (const contestant of round % 2 === 0 ? contestants : contestants.toReversed()) {
      const cost = await costOf(contestant, calls);
      if (round >= 0) costs[contestant.name]?.push(cost);
    }
  }
  return costs;
}

async function contestantsFor(engine: Engine, rules: Rule[]): Promise<Contestant[]> {
  const { compile, decide, parse, print } = engine;
  const parsed = parse(print(policyFor(rules)));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults[0]));
  const compiled = compile(parsed.policy);
  const context = { nowMs: 0, grant: 'g' };
  const plain = new Map(rules.map((rule) => [rule.tool, rule]));
  return [
    {
      name: floor,
      decisions: 400_000,
      decide: ({ tool, arguments: args }) => {
        const rule = plain.get(tool);
        return rule !== undefined && args.amount <= rule.most && args.region === rule.region;
      },
    },
    {
      name: 'sallyport',
      decisions: 400_000,
      decide: (call) => decide(compiled, call, context).verdict === 'allow',
    },
    { name: 'json-logic-engine', decisions: 100_000, decide: peers.jsonLogic(rules) },
    { name: 'casl', decisions: 100_000, decide: peers.casl(rules) },
    { name: 'cel-js', decisions: 100_000, decide: peers.celJs(rules) },
    { name: 'casbin', decisions: 4_000, decide: await peers.casbin(rules) },
    { name: 'json-rules-engine', decisions: 4_000, decide: peers.jsonRules(rules) },
    { name: 'cedar-wasm', decisions: 1_000, decide: peers.cedarWasm(rules) },
  ];
}

/** Nanoseconds of CPU for one decision. A promise is waited for only where there is one. */
async function costOf({ decisions, decide }: Contestant, calls: readonly Asked[]): Promise<number> {
  const mask = calls.length - 1;
  let allowed = 0;
  const ms = await cpuMsAsync(async () => {
    for (let at = 0; at < decisions; at += 1) {
      const verdict = decide(calls[at & mask] as Asked);
      if (verdict === true) allowed += 1;
      else if (verdict !== false && (await verdict)) allowed += 1;
    }
  });
  if (allowed === 0 || allowed === decisions)
    throw new Error('A benchmark that always says the same measures nothing.');
  return (ms * 1e6) / decisions;
}

async function mustAgree(contestants: readonly Contestant[], calls: readonly Asked[]): Promise<void> {
  for (const call of calls) {
    const verdicts = await Promise.all(contestants.map(({ decide }) => decide(call)));
    const odd = verdicts.findIndex((verdict) => verdict !== verdicts[0]);
    if (odd >= 0) throw new Error(`${contestants[odd]?.name} does not agree on ${JSON.stringify(call)}.`);
  }
}
