/** One process of the measurement: what a decision costs each engine, round by round. */
import { cpuMsAsync } from '../figures';
import * as peers from './peers.mjs';
import {
  type Asked,
  type Costs,
  cached,
  callsFor,
  floor,
  ours,
  policyFor,
  type Rule,
  rulesFor,
} from './scenario';

type Engine = typeof import('@/lib/policy');
type Contestant = {
  name: string;
  /** In each round. */
  decisions: number;
  decide: (call: Asked) => boolean | Promise<boolean>;
  calls: readonly Asked[];
};

const rounds = 9;
/** Rounds before all are warm, which are not counted. */
const warmups = 3;

/** Nanoseconds of one decision, by engine. */
export async function measureRounds(engine: Engine): Promise<Costs> {
  const rules = rulesFor(805);
  const contestants = await contestantsFor(engine, rules);
  await mustAgree(contestants, callsFor(rules, 2_000));
  return turns(contestants);
}

/** Every second round in the other order. All are asked from one place, so that none becomes a part of whoever asks. */
async function turns(contestants: readonly Contestant[]): Promise<Costs> {
  const costs: Costs = Object.fromEntries(contestants.map(({ name }) => [name, []]));
  for (let round = -warmups; round < rounds; round += 1) {
    for (const contestant of round % 2 === 0 ? contestants : contestants.toReversed()) {
      const cost = await costOf(contestant);
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
  const atFloor = ({ tool, arguments: args }: Asked) => {
    const rule = plain.get(tool);
    return rule !== undefined && args.amount <= rule.most && args.region === rule.region;
  };
  const atOurs = (call: Asked) => decide(compiled, call, context).verdict === 'allow';
  // More than a processor's caches hold: between two calls a gateway does other things.
  const calls = callsFor(rules, 131_072);
  const atHand = calls.slice(0, 1_024);
  const all = [
    { name: floor, decisions: 400_000, decide: atFloor },
    { name: ours, decisions: 400_000, decide: atOurs },
    { name: `${floor}${cached}`, decisions: 400_000, decide: atFloor, calls: atHand },
    { name: `${ours}${cached}`, decisions: 400_000, decide: atOurs, calls: atHand },
    { name: 'json-logic-engine', decisions: 100_000, decide: peers.jsonLogic(rules) },
    { name: 'casl', decisions: 100_000, decide: peers.casl(rules) },
    { name: 'cel-js', decisions: 100_000, decide: peers.celJs(rules) },
    { name: 'casbin', decisions: 4_000, decide: await peers.casbin(rules) },
    { name: 'json-rules-engine', decisions: 4_000, decide: peers.jsonRules(rules) },
    { name: 'cedar-wasm', decisions: 1_000, decide: peers.cedarWasm(rules) },
  ];
  return all.map((contestant) => ({ calls, ...contestant }));
}

/** Nanoseconds of CPU for one decision. A promise is waited for only where there is one. */
async function costOf({ decisions, decide, calls }: Contestant): Promise<number> {
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
