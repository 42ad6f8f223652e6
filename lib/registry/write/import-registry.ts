/** A registry brought into the index: a saved dump, or its pages as they are served. Nothing but those pages is fetched. */

import type { Json } from '@/lib/json';
import type { Document } from '@/lib/upstream';
import { type RegistryEntry, readEntry } from '../entry';
import { inTransaction } from './connection';
import { keepEntries } from './keep-servers';
import {
  importedUntil,
  type Kept,
  keptProgress,
  type Progress,
  remember,
  rememberPosition,
} from './progress';
import type { RawRecord } from './records';
import { recount } from './recount';

export type RegistryImport = {
  onBad?: (number: number, why: string) => void;
  onProgress?: (progress: Progress) => void;
};

const batchSize = 200;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Of a dump. `resumeAs` names it, so that an import that was broken off goes on where it stopped. */
export async function importDump(
  records: AsyncIterable<RawRecord>,
  options: RegistryImport & { resumeAs: string },
): Promise<Progress> {
  const progress: Progress = { read: 0, changed: 0, bad: 0, skipped: 0 };
  const start = await importedUntil(options.resumeAs);
  let batch: RegistryEntry[] = [];
  const flush = async (until: number) => {
    const entries = batch;
    batch = [];
    progress.changed += await inTransaction(async (connection) => {
      await rememberPosition(connection, options.resumeAs, until);
      return keepEntries(connection, entries, new Date());
    });
    options.onProgress?.(progress);
  };
  let until = start;
  for await (const record of records) {
    if (record.number <= start) {
      progress.skipped += 1;
      continue;
    }
    until = record.number;
    const entry = record.ok
      ? take(parsed(record.bytes), record.number, progress, options)
      : refuse(record.number, record.why, progress, options);
    if (entry !== undefined) batch.push(entry);
    if (batch.length >= batchSize) await flush(until);
  }
  await flush(until);
  await recount('servers');
  await inTransaction((connection) => rememberPosition(connection, options.resumeAs, null));
  return progress;
}

export type RegistryFetch = (url: string) => Promise<Document>;
/** Where a run of pages stands, as it is kept: it is resumed with the same question. */
type Run = { cursor: string; since: string | null; newest: string | null };
export type PagesImported = { ok: true; progress: Progress } | { ok: false; progress: Progress; why: string };

const mostPages = 100_000;
const tries = 4;

/**
 * Of a registry that answers at `url`, from where the last import ended: only what has changed since is asked for. `since`
 * says otherwise; null asks for everything. A page that cannot be had ends the import, which can be called again.
 */
export async function importPages(
  url: string,
  fetchPage: RegistryFetch,
  options: RegistryImport & { since?: Date | null; sleep: (milliseconds: number) => Promise<void> },
): Promise<PagesImported> {
  const progress: Progress = { read: 0, changed: 0, bad: 0, skipped: 0 };
  const source = sourceOf(url);
  const kept = await keptProgress(source);
  let run = runOf(kept, options.since);
  for (let page = 0; page < mostPages; page++) {
    const answer = await patiently(() => fetchPage(pageUrl(source, run)), options.sleep);
    if (!answer.ok) return { ok: false, progress, why: answer.why };
    const entries = answer.servers.flatMap((sent) => {
      const entry = take(sent, progress.read + 1, progress, options);
      return entry === undefined ? [] : [entry];
    });
    const newest = newestOf(run.newest, entries);
    const isLast = answer.nextCursor === null;
    if (answer.nextCursor === run.cursor && !isLast) {
      return { ok: false, progress, why: 'The registry gives the same cursor again and again.' };
    }
    run = { ...run, newest, cursor: answer.nextCursor ?? '' };
    const next: Kept = isLast
      ? { cursor: null, position: null, seenUntil: dateOf(newest) ?? kept.seenUntil }
      : { cursor: JSON.stringify(run), position: null, seenUntil: kept.seenUntil };
    progress.changed += await inTransaction(async (connection) => {
      await remember(connection, source, next);
      return keepEntries(connection, entries, new Date());
    });
    options.onProgress?.(progress);
    if (isLast) {
      await recount('servers');
      return { ok: true, progress };
    }
  }
  return { ok: false, progress, why: `The registry has more than ${mostPages} pages.` };
}

function take(
  sent: Json | undefined,
  number: number,
  progress: Progress,
  options: RegistryImport,
): RegistryEntry | undefined {
  if (sent === undefined) return refuse(number, 'it is no JSON', progress, options);
  const read = readEntry(sent);
  if (!read.ok) return refuse(number, read.why, progress, options);
  progress.read += 1;
  return read.entry;
}

function refuse(number: number, why: string, progress: Progress, { onBad }: RegistryImport): undefined {
  progress.read += 1;
  progress.bad += 1;
  onBad?.(number, why);
}

function parsed(bytes: Uint8Array): Json | undefined {
  try {
    return JSON.parse(utf8.decode(bytes)) as Json;
  } catch {
    // Told by its number, as a record that is no JSON.
    return undefined;
  }
}

type Page = { ok: true; servers: Json[]; nextCursor: string | null } | { ok: false; why: string };

/** Asks again, later and later, where the other side is busy or did not answer. */
async function patiently(
  ask: () => Promise<Document>,
  sleep: (milliseconds: number) => Promise<void>,
): Promise<Page> {
  for (let attempt = 1; ; attempt++) {
    const answer = await ask();
    if (answer.ok && answer.status === 200) return pageOf(answer.bytes);
    const isPassing = answer.ok
      ? answer.status === 429 || answer.status >= 500
      : answer.kind === 'timeout' || answer.kind === 'unreachable';
    if (!isPassing || attempt === tries) {
      const why = answer.ok
        ? `The registry answers with status ${answer.status}.`
        : `${answer.message} ${answer.hint}`;
      return { ok: false, why };
    }
    const asked = answer.ok ? (answer.retryAfterSeconds ?? 0) * 1_000 : 0;
    await sleep(Math.min(60_000, Math.max(asked, 500 * 2 ** attempt)));
  }
}

function pageOf(bytes: Buffer): Page {
  const page = parsed(bytes);
  const isPage = typeof page === 'object' && page !== null && !Array.isArray(page);
  if (!isPage || !Array.isArray(page.servers)) {
    return { ok: false, why: 'The answer is no page of a registry: it has no list of servers.' };
  }
  const { metadata } = page;
  const about = typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata) ? metadata : {};
  const next = about.nextCursor ?? about.next_cursor;
  return {
    ok: true,
    servers: page.servers,
    nextCursor: typeof next === 'string' && next !== '' ? next : null,
  };
}

/** The address of a registry's list, however much of it was given. */
export function sourceOf(given: string): string {
  const url = new URL(given);
  if (!/\/servers\/?$/.test(url.pathname)) url.pathname = `${url.pathname.replace(/\/+$/, '')}/v0.1/servers`;
  for (const name of ['cursor', 'updated_since']) url.searchParams.delete(name);
  if (!url.searchParams.has('limit')) url.searchParams.set('limit', '100');
  return url.href;
}

function pageUrl(source: string, { cursor, since }: Run): string {
  const url = new URL(source);
  if (since !== null) url.searchParams.set('updated_since', since);
  if (cursor !== '') url.searchParams.set('cursor', cursor);
  return url.href;
}

function runOf(kept: Kept, since: Date | null | undefined): Run {
  const fresh = (from: Date | null): Run => ({
    cursor: '',
    since: from?.toISOString() ?? null,
    newest: null,
  });
  if (since !== undefined) return fresh(since);
  if (kept.cursor === null) return fresh(kept.seenUntil);
  return JSON.parse(kept.cursor) as Run;
}

function newestOf(before: string | null, entries: readonly RegistryEntry[]): string | null {
  const times = entries.flatMap(({ changedAt }) => changedAt?.getTime() ?? []);
  const known = before === null ? Number.NEGATIVE_INFINITY : Date.parse(before);
  const newest = times.reduce((most, time) => Math.max(most, time), known);
  return Number.isFinite(newest) ? new Date(newest).toISOString() : null;
}

function dateOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
