/** When agents last called each tool of a server, whatever was decided: from the records that are kept. */

import { serverOf } from '@/lib/catalogue';
import { db } from '@/lib/db';
import { demand } from '@/lib/demand';
import type { Actor } from '@/lib/rights';
import type { OfServerCalls } from './inputs';
import type { LastCall, LastCalls } from './shapes';

/**
 * Of the tools that the server offers now, over all its grants. One statement for the server, which goes once a tool to the newest
 * end of the index over server, tool and id: what it costs grows with the tools, and hardly with the records.
 */
export async function lastCalls(actor: Actor, input: OfServerCalls, nowMs: number): Promise<LastCalls> {
  demand(actor, 'record.read');
  const { organisationId } = actor;
  const { serverId } = input;
  const server = await serverOf(actor, serverId);
  const rows = await db().$queryRaw<(Omit<LastCall, 'at'> & { at: Date })[]>`
    SELECT "named"."name" AS "tool", "newest"."at", "newest"."verdict"
    FROM (
      SELECT DISTINCT "name" FROM "Tool"
      WHERE "organisationId" = ${organisationId} AND "serverId" = ${serverId} AND "removedAt" IS NULL
    ) "named"
    CROSS JOIN LATERAL (
      SELECT "at", "verdict" FROM "DecisionRecord"
      WHERE "organisationId" = ${organisationId} AND "serverId" = ${serverId} AND "tool" = "named"."name"
      ORDER BY "id" DESC LIMIT 1
    ) "newest"`;
  return {
    readAt: new Date(nowMs).toISOString(),
    keptDays: server.recordsDays,
    calls: rows.map(({ tool, at, verdict }) => ({ tool, at: at.toISOString(), verdict })),
  };
}
