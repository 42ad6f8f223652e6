import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { atLeast, atMost, type Figure, median, told } from '../figures';

/** Nanoseconds of each round, by engine. */
export type Costs = Record<string, number[]>;

/** How a process happens to lay out its memory makes the floor alone dearer or cheaper by a third. */
const processes = 5;

/**
 * What one decision costs on 805 tools with two argument conditions each. All take turns in several processes, one after the
 * other. A ratio is the median of those of single rounds: what slows the machine for a while slows both.
 */
export async function decisionFigures(): Promise<Figure[]> {
  const costs: Costs = {};
  for (let run = 0; run < processes; run += 1)
    for (const [name, rounds] of Object.entries(await measured()))
      costs[name] = [...(costs[name] ?? []), ...rounds];
  const ratio = (name: string, to: string) =>
    median((costs[name] ?? []).map((cost, round) => cost / Number(costs[to]?.[round])));
  return [
    ...Object.entries(costs).map(([name, rounds]) => told(`${name}: one decision`, median(rounds), ' ns')),
    atMost('sallyport against the floor', ratio('sallyport', floor), ' ×', 2),
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

export const floor = 'floor, a Map look-up and two comparisons';

function measured(): Promise<Costs> {
  const child = fork(fileURLToPath(new URL('rounds.ts', import.meta.url)));
  return new Promise((resolve, reject) => {
    child.once('message', (costs) => resolve(costs as Costs));
    child.once('exit', (code) => reject(new Error(`Deciding ended with ${code}.`)));
  });
}
