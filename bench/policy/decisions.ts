import { atLeast, atMost, cpuMsAsync, type Figure, median, told } from '../figures';
import { type Asked, callsFor, policyFor, type Rule, rulesFor } from './scenario';

type Engine = typeof import('@/lib/policy');
type Contestant = { name: string; decisions: number; decide: (call: Asked) => boolean | Promise<boolean> };

const rounds = 41;
/** Rounds before all are warm, which are not counted. */
const warmups = 3;

/**
 * What one decision costs on 805 tools with two argument conditions each. The floor and ours take turns, then ours and the peers.
 * A ratio is the median of those of single rounds: what slows the machine for a while slows both.
 */
export async function decisionFigures(engine: Engine): Promise<Figure[]> {
  const rules = rulesFor(805);
  const calls = callsFor(rules, 8_192);
  const [floor, ours, ...others] = await contestantsFor(engine, rules);
  await mustAgree([floor, ours, ...others], calls.slice(0, 2_000));
  const alone = await turns([floor, ours], calls);
  const among = await turns([ours, ...others], calls);
  const of = (name: string, costs = among) => median(costs.get(name) ?? []);
  const ratio = (name: string, to: string, costs = among) =>
    median((costs.get(name) ?? []).map((cost, round) => cost / Number(costs.get(to)?.[round])));
  return [
    told('floor: a Map look-up and two comparisons', of('floor', alone), ' ns'),
    told('sallyport: one decision', of('sallyport', alone), ' ns'),
    ...others.map(({ name }) => told(`${name}: one decision`, of(name), ' ns')),
    atMost('sallyport against the floor', ratio('sallyport', 'floor', alone), ' ×', 2),
    atLeast('casl against sallyport', ratio('casl', 'sallyport'), ' ×', 5),
    atLeast('cel-js against sallyport', ratio('cel-js', 'sallyport'), ' ×', 5),
    atLeast(
      'json-logic-engine, compiled, against sallyport',
      ratio('json-logic-engine', 'sallyport'),
      ' ×',
      1,
    ),
    atLeast('cedar-wasm against sallyport', ratio('cedar-wasm', 'sallyport'), ' ×', 300),
    told('json-rules-engine against sallyport', ratio('json-rules-engine', 'sallyport'), ' ×'),
    told('casbin against sallyport', ratio('casbin', 'sallyport'), ' ×'),
  ];
}

/** Every second round in the other order. Nanoseconds of each round, by name. */
async function turns(
  contestants: readonly Contestant[],
  calls: readonly Asked[],
): Promise<ReadonlyMap<string, number[]>> {
  const costs = new Map<string, number[]>(contestants.map(({ name }) => [name, []]));
  for (let round = -warmups; round < rounds; round += 1) {
    for (const contestant of round % 2 === 0 ? contestants : contestants.toReversed()) {
      const cost = await costOf(contestant, calls);
      if (round >= 0) costs.get(contestant.name)?.push(cost);
    }
  }
  return costs;
}

async function contestantsFor(
  engine: Engine,
  rules: Rule[],
): Promise<[floor: Contestant, ours: Contestant, ...others: Contestant[]]> {
  // Not before they are installed.
  const peers = await import('./peers.mjs');
  const { compile, decide, parse, print } = engine;
  const parsed = parse(print(policyFor(rules)));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults[0]));
  const compiled = compile(parsed.policy);
  const context = { nowMs: 0, grant: 'g' };
  const plain = new Map(rules.map((rule) => [rule.tool, rule]));
  return [
    {
      name: 'floor',
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
