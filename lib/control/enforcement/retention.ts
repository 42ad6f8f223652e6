/** What has been kept long enough goes, in batches: no statement holds many rows, and two processes share the work. */

import { pool } from '@/lib/db';
import { leastId } from './keys';

const batch = 2_000;
const dayMs = 86_400_000;
/** Records whose server is gone, and counts of refusals. */
const orphanDays = 365;
const refusalDays = 30;

/** Resolves with how many rows went. */
export async function sweep(nowMs: number): Promise<number> {
  let gone = 0;
  const { rows: servers } = await pool().query<{
    id: string;
    organisationId: string;
    recordsDays: number;
    argumentsDays: number;
  }>('SELECT "id", "organisationId", "recordsDays", "argumentsDays" FROM "Server"');
  for (const { id, organisationId, recordsDays, argumentsDays } of servers) {
    const ofServer = [organisationId, id];
    gone += await inBatches(
      `DELETE FROM "DecisionRecord" WHERE "id" IN (SELECT "id" FROM "DecisionRecord"
         WHERE "organisationId" = $1 AND "serverId" = $2 AND "id" < $3 LIMIT ${batch} FOR UPDATE SKIP LOCKED)`,
      [...ofServer, leastId(nowMs - recordsDays * dayMs)],
    );
    const before = leastId(nowMs - argumentsDays * dayMs);
    for (const table of ['DecisionRecord', 'Approval']) {
      await inBatches(
        `UPDATE "${table}" SET "sealedArguments" = NULL WHERE "id" IN (SELECT "id" FROM "${table}"
           WHERE "organisationId" = $1 AND "serverId" = $2 AND "id" < $3 AND "sealedArguments" IS NOT NULL
           LIMIT ${batch} FOR UPDATE SKIP LOCKED)`,
        [...ofServer, before],
      );
    }
    gone += await inBatches(
      `DELETE FROM "Approval" WHERE "id" IN (SELECT "id" FROM "Approval"
         WHERE "organisationId" = $1 AND "serverId" = $2 AND "id" < $3 AND "expiresAt" < now()
         LIMIT ${batch} FOR UPDATE SKIP LOCKED)`,
      [...ofServer, leastId(nowMs - recordsDays * dayMs)],
    );
  }
  gone += await inBatches(
    `DELETE FROM "DecisionRecord" WHERE "id" IN (SELECT "id" FROM "DecisionRecord" WHERE "id" < $1
       LIMIT ${batch} FOR UPDATE SKIP LOCKED)`,
    [leastId(nowMs - orphanDays * dayMs)],
  );
  gone += await inBatches(
    `DELETE FROM "QuotaCount" WHERE ("key", "windowStart") IN (SELECT "key", "windowStart" FROM "QuotaCount"
       WHERE "windowEnd" < now() - interval '1 hour' LIMIT ${batch} FOR UPDATE SKIP LOCKED)`,
    [],
  );
  gone += await inBatches(
    `DELETE FROM "RefusalCount" WHERE ("minute", "address", "why") IN (SELECT "minute", "address", "why"
       FROM "RefusalCount" WHERE "minute" < $1 LIMIT ${batch} FOR UPDATE SKIP LOCKED)`,
    [new Date(nowMs - refusalDays * dayMs)],
  );
  await inBatches(
    `UPDATE "Approval" SET "state" = 'expired', "openKey" = NULL WHERE "id" IN (SELECT "id" FROM "Approval"
       WHERE "openKey" IS NOT NULL AND "expiresAt" <= now() LIMIT ${batch} FOR UPDATE SKIP LOCKED)`,
    [],
  );
  return gone;
}

async function inBatches(sql: string, values: unknown[]): Promise<number> {
  let gone = 0;
  for (;;) {
    const { rowCount } = await pool().query(sql, values);
    gone += rowCount ?? 0;
    if ((rowCount ?? 0) < batch) return gone;
  }
}
