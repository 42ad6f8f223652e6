/** What is written behind the calls: denials, what admitted calls came to, refusals. Nobody waits for it. */

import { ask } from '@/lib/db';
import type { Outcome, Receipt, RecordEntry, RefusalReason } from '@/lib/gateway/ports';
import { type Background, background } from './background';
import { clean, type RecordRow, rowOf } from './rows';

type Log = (line: string, error?: unknown) => void;
/** By position, as `writeOutcomes` reads it. */
type OutcomeRow = (string | number | null)[];
type Refusal = { address: string; why: RefusalReason; minuteMs: number };

export type Trail = {
  record(entry: RecordEntry): void;
  outcome(receipt: Receipt, outcome: Outcome): void;
  refused(address: string, why: RefusalReason): void;
  /** Resolves when everything so far is written. */
  flushed(): Promise<void>;
};

export function trail(log: Log, nowMs: () => number): Trail {
  const records: Background<RecordRow> = background(writeRecords, {
    most: 20_000,
    group: 500,
    what: 'records of denied calls',
    log,
  });
  const outcomes: Background<OutcomeRow> = background(writeOutcomes, {
    most: 20_000,
    group: 500,
    // Nothing depends on them, and a statement a few calls would cost as much as the calls. What waits longer grows old on the heap.
    gatherMs: 100,
    what: 'outcomes of calls',
    log,
  });
  const refusals: Background<Refusal> = background(writeRefusals, {
    most: 50_000,
    group: 5_000,
    what: 'counts of refused requests',
    log,
  });
  return {
    record(entry) {
      try {
        records.add(rowOf(entry, nowMs()));
      } catch (error) {
        log(`The record ${entry.id} could not be made.`, error);
      }
    },
    outcome(receipt, outcome) {
      const { status, httpStatus, latencyMs, requestBytes, responseBytes, error } = outcome;
      const row: OutcomeRow = [
        receipt.recordId,
        status,
        httpStatus,
        Math.min(Math.max(0, Math.round(latencyMs)), 2_147_483_647),
        requestBytes,
        responseBytes,
      ];
      if (error !== null) row.push(clean(error, 1_000));
      outcomes.add(row);
    },
    refused(address, why) {
      refusals.add({ address: clean(address, 64), why, minuteMs: Math.floor(nowMs() / 60_000) * 60_000 });
    },
    async flushed() {
      await Promise.all([records.flushed(), outcomes.flushed(), refusals.flushed()]);
    },
  };
}

async function writeRecords(rows: readonly RecordRow[]): Promise<void> {
  await ask('SELECT sallyport_record($1::jsonb)::text', [JSON.stringify(rows)]);
}

async function writeOutcomes(rows: readonly OutcomeRow[]): Promise<void> {
  await ask(
    `UPDATE "DecisionRecord" d SET "status" = o.value->>1, "httpStatus" = (o.value->>2)::integer,
        "latencyMs" = (o.value->>3)::integer, "requestBytes" = (o.value->>4)::integer,
        "responseBytes" = (o.value->>5)::bigint, "error" = o.value->>6
       FROM jsonb_array_elements($1::jsonb) AS o(value)
      WHERE d."id" = o.value->>0`,
    [JSON.stringify(rows)],
  );
}

/** One row a minute, address and reason. */
async function writeRefusals(refusals: readonly Refusal[]): Promise<void> {
  const counts = new Map<string, { minute: Date; address: string; why: string; count: number }>();
  for (const { address, why, minuteMs } of refusals) {
    const key = `${minuteMs} ${why} ${address}`;
    const before = counts.get(key);
    if (before) before.count += 1;
    else counts.set(key, { minute: new Date(minuteMs), address, why, count: 1 });
  }
  const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  await ask(
    `INSERT INTO "RefusalCount" AS r ("minute", "address", "why", "count")
     SELECT w."minute", w."address", w."why", w."count"
       FROM jsonb_to_recordset($1::jsonb) AS w("minute" timestamptz, "address" text, "why" text, "count" integer)
     ON CONFLICT ("minute", "address", "why") DO UPDATE SET "count" = r."count" + EXCLUDED."count"`,
    [JSON.stringify(sorted)],
  );
}
