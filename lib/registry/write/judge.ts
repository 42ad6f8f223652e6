/** Lines classified: a few in this thread, many in threads of their own, so that the database is not waited for. */

import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { readToolLine, type ToolRead } from './tool-record';

export type Line = { bytes: Uint8Array; number: number };
export type Judged = { number: number; read: ToolRead }[];
/** To a thread: the lines' bytes one after another, and where each ends. Back: what was read, in order. */
export type Question = { bytes: Uint8Array; ends: number[] };

const longestLine = 4 * 1024 * 1024;
/** Starting threads costs as much as classifying so many. */
const fewLines = 5_000;
const mostThreads = 2;
const utf8 = new TextDecoder('utf-8', { fatal: true });

export class Judging {
  /** How many batches may be under way at once. */
  readonly atOnce = Math.min(mostThreads, Math.max(1, availableParallelism())) + 1;
  private readonly threads: Thread[] = [];
  private seen = 0;

  async judge(lines: readonly Line[]): Promise<Judged> {
    this.seen += lines.length;
    const reads =
      this.seen <= fewLines ? readLines(questionOf(lines)) : await this.thread().ask(questionOf(lines));
    return lines.map(({ number }, at) => ({ number, read: reads[at] ?? tooLong }));
  }

  async close(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.end()));
  }

  /** The one with the least to do. */
  private thread(): Thread {
    if (this.threads.length < this.atOnce - 1) this.threads.push(new Thread());
    return this.threads.reduce((least, thread) => (thread.waiting < least.waiting ? thread : least));
  }
}

/** What a thread does. A line that is too long came as an empty one. */
export function readLines({ bytes, ends }: Question): ToolRead[] {
  return ends.map((end, at) => {
    const line = bytes.subarray(at === 0 ? 0 : ends[at - 1], end);
    return line.length === 0 ? tooLong : readToolLine(parsed(line));
  });
}

const tooLong: ToolRead = { ok: false, why: 'it is longer than 4 MiB' };

class Thread {
  private readonly worker = workerHere();
  private readonly asked: { resolve: (reads: ToolRead[]) => void; reject: (error: unknown) => void }[] = [];

  constructor() {
    this.worker.on('message', (reads: ToolRead[]) => this.asked.shift()?.resolve(reads));
    this.worker.on('error', (error) => {
      for (const { reject } of this.asked.splice(0)) reject(error);
    });
  }

  get waiting(): number {
    return this.asked.length;
  }

  ask(question: Question): Promise<ToolRead[]> {
    return new Promise((resolve, reject) => {
      this.asked.push({ resolve, reject });
      this.worker.postMessage(question, [question.bytes.buffer as ArrayBuffer]);
    });
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }
}

/** Beside this file: as it was bundled with it, or, where benches run the sources, as it is written here. */
function workerHere(): Worker {
  const here = fileURLToPath(import.meta.url);
  if (!here.endsWith('.ts')) return new Worker(here.replace(/[^\\/]+$/, 'judge-worker.mjs'));
  const file = here.replace(/judge\.ts$/, 'judge-worker.ts');
  return new Worker(`require('tsx/cjs'); require(${JSON.stringify(file)});`, { eval: true });
}

function questionOf(lines: readonly Line[]): Question {
  const kept = lines.map(({ bytes }) => (bytes.length > longestLine ? bytes.subarray(0, 0) : bytes));
  const bytes = new Uint8Array(kept.reduce((sum, line) => sum + line.length, 0));
  const ends: number[] = [];
  let at = 0;
  for (const line of kept) {
    bytes.set(line, at);
    at += line.length;
    ends.push(at);
  }
  return { bytes, ends };
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    // Told by its number, as a line that is no object.
    return undefined;
  }
}
