/** A list of tools brought into the index: a line a tool, as many as there are, at bounded memory. */

import type { IndexSource } from '../shapes';
import { openForLoad } from './bulk';
import { inTransaction } from './connection';
import { type Judged, Judging, type Line } from './judge';
import { type KnownServers, keepRecords } from './keep-tools';
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
/** Bytes of lines. */
const largestBatch = 8 * 1024 * 1024;

/** Lenient a line: one that is no tool is told by its number, and the others are kept. Counts are made at the end. */
export async function importTools(lines: AsyncIterable<Line>, options: ToolImport): Promise<Progress> {
  const judging = new Judging();
  const made = new Import(judging, options);
  try {
    return await made.run(lines);
  } finally {
    await made.settled();
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
    let size = 0;
    for await (const line of lines) {
      if (line.number <= start) {
        progress.skipped += 1;
        continue;
      }
      batch.push(line);
      size += line.bytes.length;
      if (batch.length < batchSize && size < largestBatch) continue;
      await this.take(batch);
      batch = [];
      size = 0;
    }
    await this.take(batch);
    while (this.judged.length > 0) await this.writeNext();
    await this.writing;
    await load.finish();
    await recount('tools');
    await inTransaction((connection) => rememberPosition(connection, resumeAs ?? source, null));
    return progress;
  }

  /** Whatever broke the import off: nothing is written any more. */
  async settled(): Promise<void> {
    await this.writing.catch(() => {});
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
    const { tools, numbers, bad, until } = judged;
    this.progress.read += numbers.length + bad.length;
    for (const { number, why } of bad) this.tellBad(number, why);
    const { changed, refused } = await inTransaction(async (connection) => {
      const kept = await keepRecords(connection, tools, source, this.known);
      if (resumeAs !== undefined) await rememberPosition(connection, resumeAs, until);
      return kept;
    });
    this.progress.changed += changed;
    for (const at of refused)
      this.tellBad(numbers[at] ?? 0, `the registry has deleted its server ${tools.heads[at]?.server}`);
    onProgress?.(this.progress);
  }

  private tellBad(number: number, why: string): void {
    this.progress.bad += 1;
    this.options.onBad?.(number, why);
  }
}
