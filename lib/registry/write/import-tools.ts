/** A list of tools brought into the index: a line a tool, as many as there are, at bounded memory. */

import type { IndexSource } from '../shapes';
import { openForLoad } from './bulk';
import { inTransaction } from './connection';
import { type KnownServers, keepRecords, type Positioned } from './keep-tools';
import { importedUntil, type Progress, rememberPosition } from './progress';
import { recount } from './recount';
import { readToolLine } from './tool-record';

export type Line = { bytes: Uint8Array; number: number };
export type ToolImport = {
  source: IndexSource;
  /** Under which an interrupted import of the same list goes on where it stopped. */
  resumeAs?: string;
  onBad?: (number: number, why: string) => void;
  onProgress?: (progress: Progress) => void;
};

const batchSize = 500;
const longestLine = 4 * 1024 * 1024;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Lenient a line: one that is no tool is told by its number, and the others are kept. Counts are made at the end. */
export async function importTools(lines: AsyncIterable<Line>, options: ToolImport): Promise<Progress> {
  const progress: Progress = { read: 0, changed: 0, bad: 0, skipped: 0 };
  const known: KnownServers = new Map();
  const start = options.resumeAs === undefined ? 0 : await importedUntil(options.resumeAs);
  const load = await openForLoad();
  let batch: Positioned[] = [];
  // The database writes one batch while the next is being classified.
  let writing: Promise<void> = Promise.resolve();
  const tellBad = (number: number, why: string) => {
    progress.bad += 1;
    options.onBad?.(number, why);
  };
  const flush = async (until: number) => {
    const rows = batch;
    batch = [];
    await writing;
    writing = write(rows, until);
    // A failure is thrown by whoever awaits it next; until then it must not end the process.
    writing.catch(() => {});
  };
  const write = async (rows: Positioned[], until: number) => {
    const { changed, refused } = await inTransaction(async (connection) => {
      const kept = await keepRecords(connection, rows, options.source, known);
      if (options.resumeAs !== undefined) await rememberPosition(connection, options.resumeAs, until);
      return kept;
    });
    progress.changed += changed;
    for (const { number, server } of refused)
      tellBad(number, `the registry has deleted its server ${server}`);
    options.onProgress?.(progress);
  };
  let until = start;
  for await (const { bytes, number } of lines) {
    if (number <= start) {
      progress.skipped += 1;
      continue;
    }
    progress.read += 1;
    until = number;
    const read = bytes.length > longestLine ? tooLong : readToolLine(parsed(bytes));
    if (read.ok) batch.push({ ...read.record, number });
    else tellBad(number, read.why);
    if (batch.length >= batchSize) await flush(until);
  }
  await flush(until);
  await writing;
  await load.finish();
  await recount();
  const { resumeAs = options.source } = options;
  await inTransaction((connection) => rememberPosition(connection, resumeAs, null));
  return progress;
}

const tooLong = { ok: false, why: 'it is longer than 4 MiB' } as const;

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    // Told by its number, as a line that is no object.
    return undefined;
  }
}
