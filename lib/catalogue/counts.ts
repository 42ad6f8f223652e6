/** How many tools of which class and which review state, for many servers in one statement. */

import { db } from '@/lib/db';
import type { ClassCounts, ServerSummary } from './shapes';

export type Counts = Pick<ServerSummary, 'toolCount' | 'classes' | 'pending'>;

type Row = {
  serverId: string;
  tools: number;
  removed: number;
  malformed: number;
  fresh: number;
  changed: number;
} & ClassCounts;

/** By server id. A server without tools has no entry: see `noTools`. */
export async function countTools(organisationId: string, serverId?: string): Promise<Map<string, Counts>> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT t."serverId" AS "serverId",
      count(*) FILTER (WHERE here)::int AS "tools",
      count(*) FILTER (WHERE t."removedAt" IS NOT NULL)::int AS "removed",
      count(*) FILTER (WHERE t."problem" IS NOT NULL)::int AS "malformed",
      count(*) FILTER (WHERE here AND r."id" IS NULL)::int AS "fresh",
      count(*) FILTER (WHERE here AND r."digest" <> t."digest")::int AS "changed",
      count(*) FILTER (WHERE here AND told.class = 'Read')::int AS "Read",
      count(*) FILTER (WHERE here AND told.class = 'Write')::int AS "Write",
      count(*) FILTER (WHERE here AND told.class = 'Execute')::int AS "Execute",
      count(*) FILTER (WHERE here AND told.class = 'Destructive')::int AS "Destructive",
      count(*) FILTER (WHERE here AND told.class = 'Financial')::int AS "Financial",
      count(*) FILTER (WHERE here AND told.class IS NULL)::int AS "Unclassified"
    FROM "Tool" t
    CROSS JOIN LATERAL (
      SELECT t."removedAt" IS NULL AND t."problem" IS NULL AS here, coalesce(t."setClass", t."judgedClass") AS class
    ) told
    LEFT JOIN "ReviewedDefinition" r ON r."serverId" = t."serverId" AND r."toolName" = t."name"
    WHERE t."organisationId" = ${organisationId} AND (${serverId ?? null}::text IS NULL OR t."serverId" = ${serverId ?? null})
    GROUP BY t."serverId"`;
  return new Map(rows.map((row) => [row.serverId, countsOf(row)]));
}

export function noTools(): Counts {
  return {
    toolCount: 0,
    classes: { Read: 0, Write: 0, Execute: 0, Destructive: 0, Financial: 0, Unclassified: 0 },
    pending: { new: 0, changed: 0, removed: 0, malformed: 0 },
  };
}

function countsOf(row: Row): Counts {
  const { Read, Write, Execute, Destructive, Financial, Unclassified } = row;
  return {
    toolCount: row.tools,
    classes: { Read, Write, Execute, Destructive, Financial, Unclassified },
    pending: { new: row.fresh, changed: row.changed, removed: row.removed, malformed: row.malformed },
  };
}
