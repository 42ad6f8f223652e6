/** A list of tools brought into the index: a line a tool, as many as there are, at bounded memory. */

import type { IndexSource } from '../shapes';
import { openForLoad } from './bulk';
import { inTransaction } from './connection';
import { type Judged, Judging, type Line } from './judge';
import { type KnownServers, keepRecords, type Positioned } from './keep-tools';
import { importedUntil, type Progress, rememberPosition } from './progress';
import { recount } from './recount';

export type ToolImport = {
  source: IndexSource;
  /** Under which an interrupted import of the same list goes on where it stopped. */
  resumeAs?: string;
  onBad?: (number: number, why: string) => void;
  onProgress?: (progress: Progress) => void;
};

const batchSize = 500;

/** Lenient a line: one that is no tool is told by its number, and the others are kept. Counts are made at the end. */
export async function importTools(lines: AsyncIterable<Line>, options: ToolImport): Promise<Progress> {
  const judging = new Judging();
  try {
    return await new Import(judging, options).run(lines);
  } finally {
    await judging.close();
  }
}

class Import {
  private readonly progress: Progress = { read: 0, changed: 0, bad: 0, skipped: 0 };
  private readonly known: KnownServers = new Map();
  private readonly judged: Promise<Judged>[] = [];
  /** The database writes one batch while the next ones are being classified. */
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly judging: Judging,
    private readonly options: ToolImport,
  ) {}

  async run(lines: AsyncIterable<Line>): Promise<Progress> {
    const { progress } = this;
    const { resumeAs, source } = this.options;
    const start = resumeAs === undefined ? 0 : await importedUntil(resumeAs);
    const load = await openForLoad();
    let batch: Line[] = [];
    for await (const line of lines) {
      if (line.number <= start) {
        progress.skipped += 1;
        continue;
      }
      batch.push(line);
      if (batch.length < batchSize) continue;
      await this.take(batch);
      batch = [];
    }
    await this.take(batch);
    while (this.judged.length > 0) await this.writeNext();
    await this.writing;
    await load.finish();
    await recount('tools');
    await inTransaction((connection) => rememberPosition(connection, resumeAs ?? source, null));
    return progress;
  }

  private async take(batch: readonly Line[]): Promise<void> {
    if (batch.length === 0) return;
    const judged = this.judging.judge(batch);
    // Whoever awaits it next is told of a failure; until then it must not end the process.
    judged.catch(() => {});
    this.judged.push(judged);
    if (this.judged.length >= this.judging.atOnce) await this.writeNext();
  }

  private async writeNext(): Promise<void> {
    const judged = await this.judged.shift();
    await this.writing;
    this.writing = judged === undefined ? Promise.resolve() : this.write(judged);
    this.writing.catch(() => {});
  }

  private async write(judged: Judged): Promise<void> {
    const { source, resumeAs, onProgress } = this.options;
    const rows: Positioned[] = [];
    for (const { number, read } of judged) {
      this.progress.read += 1;
      if (read.ok) rows.push({ ...read.record, number });
      else this.tellBad(number, read.why);
    }
    const { changed, refused } = await inTransaction(async (connection) => {
      const kept = await keepRecords(connection, rows, source, this.known);
      if (resumeAs !== undefined) await rememberPosition(connection, resumeAs, judged.at(-1)?.number ?? 0);
      return kept;
    });
    this.progress.changed += changed;
    for (const { number, server } of refused)
      this.tellBad(number, `the registry has deleted its server ${server}`);
    onProgress?.(this.progress);
  }

  private tellBad(number: number, why: string): void {
    this.progress.bad += 1;
    this.options.onBad?.(number, why);
  }
}
