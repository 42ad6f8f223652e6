import { atLeast, atMost, type Figure, median, told } from '../figures';
import { inProcess } from './engine';
import { type Costs, cached, floor, ours } from './scenario';

/** How a process happens to lay out its memory makes the floor alone dearer or cheaper by a third. */
const processes = 5;

/**
 * What one decision costs on 805 tools with two argument conditions each. All take turns in several processes, one after the
 * other. A ratio is the median of those of single rounds: what slows the machine for a while slows both.
 */
export async function decisionFigures(): Promise<Figure[]> {
  const costs: Costs = {};
  for (let run = 0; run < processes; run += 1)
    for (const [name, rounds] of Object.entries(await inProcess<Costs>('rounds', 'measureRounds')))
      costs[name] = [...(costs[name] ?? []), ...rounds];
  const ratio = (name: string, to: string) =>
    median((costs[name] ?? []).map((cost, round) => cost / Number(costs[to]?.[round])));
  return [
    ...Object.entries(costs).map(([name, rounds]) => told(`${name}: one decision`, median(rounds), ' ns')),
    atMost('sallyport against the floor', ratio(ours, floor), ' ×', 2),
    told(`sallyport against the floor${cached}`, ratio(`${ours}${cached}`, `${floor}${cached}`), ' ×'),
    atLeast('casl against sallyport', ratio('casl', ours), ' ×', 5),
    atLeast('cel-js against sallyport', ratio('cel-js', ours), ' ×', 5),
    atLeast('json-logic-engine, compiled, against sallyport', ratio('json-logic-engine', ours), ' ×', 1),
    atLeast('cedar-wasm against sallyport', ratio('cedar-wasm', ours), ' ×', 300),
    told('json-rules-engine against sallyport', ratio('json-rules-engine', ours), ' ×'),
    told('casbin against sallyport', ratio('casbin', ours), ' ×'),
  ];
}
