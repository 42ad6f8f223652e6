/**
 * `npm run bench:quota [-- --calls N] [-- --json FILE]`: counting and recording calls on a real Postgres that syncs each
 * commit to disk: everybody who waits goes with the next statement, against a statement a call. The same statement, the
 * same calls, 64 callers. Whether exactly as many got through as the limits let is checked in the run.
 */

import { type EnforcementPorts, enforcementPorts } from '@/lib/control';
import { disconnect } from '@/lib/db';
import { connect } from '@/lib/db/operate';
import { atLeast, atMost, type Figure, median, report, told } from '../figures';
import { openPostgres } from '../postgres';
import { admissionsOf, type Counted, makeCounted } from './counted';

const callers = 64;
const rounds = 3;
const argument = (name: string) =>
  process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined;
const calls = Number(argument('--calls') ?? 4_000);

const postgres = await openPostgres();
if (postgres === null) throw new Error('This bench needs a Postgres: initdb and postgres were not found.');
try {
  await connect({ share: true });
  process.exitCode = report(await figuresOf(), process.argv) ? 0 : 1;
} finally {
  await disconnect();
  await postgres.stop();
}

type Way = { name: string; ports: EnforcementPorts[]; calls: number };

async function figuresOf(): Promise<Figure[]> {
  const makePorts = () =>
    enforcementPorts({
      baseUrl: () => 'http://127.0.0.1',
      upstream: () => Promise.reject(new Error('Nothing is called here.')),
      toolsChanged: () => {},
      log: (line, cause) => console.error(line, cause ?? ''),
    });
  const together: Way = { name: 'group commit', ports: [makePorts()], calls };
  // Groups are made in one process: callers that share none have a statement each.
  const alone: Way = {
    name: 'a statement a call',
    ports: Array.from({ length: callers }, makePorts),
    calls: Math.ceil(calls / 8),
  };
  const figures: Figure[] = [];
  for (const [kind, counters, bar] of [
    ['one hot counter', 1, 10],
    ['500 counters', 500, 3],
  ] as const) {
    const speeds = new Map<Way, number[]>([
      [together, []],
      [alone, []],
    ]);
    let wrong = 0;
    for (let round = -1; round < rounds; round += 1) {
      for (const [way, into] of speeds) {
        // Three of four calls find room.
        const most = Math.floor((way.calls * 3) / 4 / counters);
        const counted = await makeCounted(counters, most);
        const { perSecond, allowed } = await run(way, counted);
        wrong += Math.abs(allowed - expected(way.calls, counters, most));
        if (round >= 0) into.push(perSecond);
      }
    }
    const [fast, slow] = [median(speeds.get(together) ?? []), median(speeds.get(alone) ?? [])];
    figures.push(told(`${kind}: calls a second by ${together.name}`, fast, ''));
    figures.push(told(`${kind}: calls a second by ${alone.name}`, slow, ''));
    figures.push(atLeast(`${kind}: group commit, against a statement a call`, fast / slow, '×', bar));
    figures.push(atMost(`${kind}: calls too many or too few that got through`, wrong, '', 0));
  }
  for (const ports of [...together.ports, ...alone.ports]) await ports.close();
  return figures;
}

/** Calls go to the counters in turns. */
function expected(made: number, counters: number, most: number): number {
  let allowed = 0;
  for (let counter = 0; counter < counters; counter += 1)
    allowed += Math.min(most, Math.floor(made / counters) + (counter < made % counters ? 1 : 0));
  return allowed;
}

async function run(way: Way, counted: Counted): Promise<{ perSecond: number; allowed: number }> {
  const admissions = await admissionsOf(way.ports[0] as EnforcementPorts, counted, way.calls);
  let next = 0;
  let allowed = 0;
  const startedMs = performance.now();
  await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      const ports = way.ports[caller % way.ports.length] as EnforcementPorts;
      while (next < admissions.length) {
        const admission = admissions[next] as (typeof admissions)[number];
        next += 1;
        const { kind } = await ports.admit(admission);
        if (kind === 'allow') allowed += 1;
        if (kind === 'stale') throw new Error('Nothing changed, and yet a call was stale.');
      }
    }),
  );
  return { perSecond: way.calls / ((performance.now() - startedMs) / 1_000), allowed };
}
