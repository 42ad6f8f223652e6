/** Lines classified: a few in this thread, many in threads of their own, so that the database is not waited for. */

import { isUtf8 } from 'node:buffer';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type Packed, pack } from './packed';
import { readToolLine, type ToolRead, type ToolRecord } from './tool-record';

export type Line = { bytes: Uint8Array; number: number };
/** What was read of lines: the tools of those that are one, and why the others are none, with their numbers. */
export type Judged = {
  until: number;
  numbers: number[];
  tools: Packed;
  bad: { number: number; why: string }[];
};
/** To a thread: the lines' bytes one after another, and where each ends. Back: what was read, by the lines' places. */
export type Question = { bytes: Uint8Array; ends: number[] };
export type Answer = { tools: Packed; places: number[]; bad: { place: number; why: string }[] };

const longestLine = 4 * 1024 * 1024;
/** Starting threads costs as much as classifying so many. */
const fewLines = 5_000;
const mostThreads = 2;
/** What a batch makes is gone with it: with room for several, hardly any of it is ever moved. */
const resourceLimits = { maxYoungGenerationSizeMb: 64 };

export class Judging {
  /** How many batches may be under way at once. */
  readonly atOnce = Math.min(mostThreads, Math.max(1, availableParallelism())) + 1;
  private readonly threads: Thread[] = [];
  private seen = 0;

  async judge(lines: readonly Line[]): Promise<Judged> {
    this.seen += lines.length;
    const question = questionOf(lines);
    const { tools, places, bad } =
      this.seen <= fewLines ? readLines(question) : await this.thread().ask(question);
    const numberOf = (place: number) => lines[place]?.number ?? 0;
    return {
      until: numberOf(lines.length - 1),
      numbers: places.map(numberOf),
      tools,
      bad: bad.map(({ place, why }) => ({ number: numberOf(place), why })),
    };
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
export function readLines({ bytes, ends }: Question): Answer {
  const records: ToolRecord[] = [];
  const places: number[] = [];
  const bad: Answer['bad'] = [];
  for (const [place, end] of ends.entries()) {
    const line = bytes.subarray(place === 0 ? 0 : ends[place - 1], end);
    const read = line.length === 0 ? tooLong : readToolLine(parsed(line));
    if (read.ok) {
      records.push(read.record);
      places.push(place);
    } else bad.push({ place, why: read.why });
  }
  return { tools: pack(records), places, bad };
}

const tooLong: ToolRead = { ok: false, why: 'it is longer than 4 MiB' };

class Thread {
  private readonly worker = workerHere();
  private readonly asked: { resolve: (answer: Answer) => void; reject: (error: unknown) => void }[] = [];

  constructor() {
    this.worker.on('message', (answer: Answer) => this.asked.shift()?.resolve(answer));
    this.worker.on('error', (error) => {
      for (const { reject } of this.asked.splice(0)) reject(error);
    });
  }

  get waiting(): number {
    return this.asked.length;
  }

  ask(question: Question): Promise<Answer> {
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
  if (!here.endsWith('.ts'))
    return new Worker(here.replace(/[^\\/]+$/, 'judge-worker.mjs'), { resourceLimits });
  const file = here.replace(/judge\.ts$/, 'judge-worker.ts');
  return new Worker(`require('tsx/cjs'); require(${JSON.stringify(file)});`, { eval: true, resourceLimits });
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
  // Several times as fast as a TextDecoder that refuses what is no UTF-8.
  if (!isUtf8(bytes)) return undefined;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  try {
    return JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text);
  } catch {
    // Told by its number, as a line that is no object.
    return undefined;
  }
}
