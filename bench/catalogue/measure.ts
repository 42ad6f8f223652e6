/** Time and the database's CPU of questions, asked one after another. */

import { readFileSync } from 'node:fs';
import { pool } from '@/lib/db';
import type { Question } from './questions';

/** Milliseconds. `cpu` is NaN where the system does not tell it. */
export type Timed = { kind: string; wall: number; cpu: number };

/** Connections of this process: the kernel counts each one's time on the processor in nanoseconds. */
export async function backends(): Promise<number[]> {
  const { rows } = await pool().query<{ pid: number }>(
    `SELECT "pid" FROM pg_stat_activity WHERE "backend_type" IN ('client backend', 'parallel worker')`,
  );
  return rows.map(({ pid }) => pid);
}

export async function timed(questions: readonly Question[], onPostgres: boolean): Promise<Timed[]> {
  const results: Timed[] = [];
  // All connections are opened before: a new one would be missing from the list.
  await Promise.all(Array.from({ length: 10 }, () => pool().query('SELECT pg_sleep(0.05)')));
  const pids = onPostgres ? await backends() : [];
  for (const { kind, ask } of questions) {
    const before = cpuOf(pids);
    const begun = performance.now();
    await ask();
    const wall = performance.now() - begun;
    results.push({ kind, wall, cpu: onPostgres ? cpuOf(pids) - before : Number.NaN });
  }
  return results;
}

/** Milliseconds on the processor so far, of this process with its threads and of the database's connections. */
export async function processorTime(onPostgres: boolean): Promise<number> {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000 + (onPostgres ? cpuOf(await backends()) : Number.NaN);
}

function cpuOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + nanosecondsOf(pid), 0) / 1e6;
}

function nanosecondsOf(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]);
  } catch {
    // No Linux, or no such counter: the figure is left out.
    return Number.NaN;
  }
}

export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}
