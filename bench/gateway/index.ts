/**
 * `npm run bench:gateway [-- --json FILE]`: CPU of a proxy's process for each call, at 64 connections, variants taking
 * turns. CPU, since wall time says more about what else the machine does.
 */

import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Pool } from 'undici';
import { atMost, type Figure, report, told } from '../figures';
import { benchCall, benchToken } from './scenario';

const connections = 64;
const rounds = 5;
const callsPerRound = Number(process.env.BENCH_CALLS ?? 6_000);

type Variant = { name: string; child: ChildProcess | null; pool: Pool; path: string };
type Measured = { cpu: number[]; perSecond: number[]; p50: number[]; p99: number[] };

const upstream = start('upstream.mjs');
const origin = `http://127.0.0.1:${await portOf(upstream)}`;
const variants: Variant[] = [
  { name: 'direct', child: null, pool: new Pool(origin, { connections }), path: '/mcp' },
  await variantOf('floor', 'floor.mjs', '/mcp'),
  await variantOf('gateway', 'gateway.ts', '/mcp/server'),
];
const measured = new Map<string, Measured>(
  variants.map(({ name }) => [name, { cpu: [], perSecond: [], p50: [], p99: [] }]),
);

for (let round = -1; round < rounds; round += 1) {
  for (const variant of variants) {
    const before = await cpuOf(variant);
    const startedMs = performance.now();
    const latencies = await load(variant);
    const seconds = (performance.now() - startedMs) / 1_000;
    const cpu = (await cpuOf(variant)) - before;
    // The first round warms up.
    if (round < 0) continue;
    const into = measured.get(variant.name) as Measured;
    into.cpu.push(cpu / callsPerRound);
    into.perSecond.push(callsPerRound / seconds);
    into.p50.push(latencies[Math.floor(latencies.length * 0.5)] ?? 0);
    into.p99.push(latencies[Math.floor(latencies.length * 0.99)] ?? 0);
  }
}

const of = (name: string, what: keyof Measured) => median(measured.get(name)?.[what] ?? []);
const figures: Figure[] = [
  told('CPU of the floor for a call', of('floor', 'cpu'), ' µs'),
  told('CPU of the gateway for a decided call', of('gateway', 'cpu'), ' µs'),
  atMost(
    'CPU of the gateway, as a multiple of the floor',
    of('gateway', 'cpu') / of('floor', 'cpu'),
    '×',
    1.2,
  ),
  ...['direct', 'floor', 'gateway'].map((name) => told(`${name}: calls a second`, of(name, 'perSecond'), '')),
  ...['direct', 'floor', 'gateway'].map((name) =>
    told(`${name}: p50 at 64 connections`, of(name, 'p50'), ' ms'),
  ),
  ...['direct', 'floor', 'gateway'].map((name) =>
    told(`${name}: p99 at 64 connections`, of(name, 'p99'), ' ms'),
  ),
];
process.exitCode = report(figures, process.argv) ? 0 : 1;
for (const { child, pool } of variants) {
  await pool.destroy();
  child?.disconnect();
}
upstream.disconnect();

async function variantOf(name: string, file: string, path: string): Promise<Variant> {
  const child = start(file, origin);
  const pool = new Pool(`http://127.0.0.1:${await portOf(child)}`, { connections });
  return { name, child, pool, path };
}

function start(file: string, ...args: string[]): ChildProcess {
  const execArgv = file.endsWith('.ts') ? ['--import', 'tsx'] : [];
  return fork(fileURLToPath(new URL(file, import.meta.url)), args, { execArgv });
}

function answerOf<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve) => child.once('message', (message) => resolve(message as T)));
}

async function portOf(child: ChildProcess): Promise<number> {
  return (await answerOf<{ port: number }>(child)).port;
}

/** Microseconds that the process has used so far. */
async function cpuOf({ child }: Variant): Promise<number> {
  if (child === null) return 0;
  child.send('cpu');
  const { cpu } = await answerOf<{ cpu: NodeJS.CpuUsage }>(child);
  return cpu.user + cpu.system;
}

/** Milliseconds of each call, sorted. */
async function load({ pool, path }: Variant): Promise<number[]> {
  const headers = {
    authorization: `Bearer ${benchToken}`,
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
  };
  const latencies: number[] = [];
  let next = 0;
  const client = async () => {
    while (next < callsPerRound) {
      const n = next;
      next += 1;
      const startedMs = performance.now();
      const { statusCode, body } = await pool.request({ method: 'POST', path, headers, body: benchCall(n) });
      const text = await body.text();
      if (statusCode !== 200 || !text.includes('"done"'))
        throw new Error(`A call came to ${statusCode}: ${text}`);
      latencies.push(performance.now() - startedMs);
    }
  };
  await Promise.all(Array.from({ length: connections }, client));
  return latencies.sort((a, b) => a - b);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
