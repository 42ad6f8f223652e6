/** How many calls were decided in which way, over a day: what stands above the list of decisions. */

import { db } from '@/lib/db';
import { demand } from '@/lib/demand';
import type { Actor } from '@/lib/rights';
import { leastId } from './enforcement/keys';
import type { CountDecisions } from './inputs';
import type { DecisionLanes, DecisionVerdict } from './shapes';

const dayMs = 86_400_000;
const buckets = 48;
const stepMs = dayMs / buckets;
/** The newest of a day: the page draws itself again every few seconds, so the work is bounded. */
const most = 20_000;

/** Of the last 24 hours up to `nowMs`, in half hours on the half hour; the last bucket is the present one. */
export async function countDecisions(
  actor: Actor,
  input: CountDecisions,
  nowMs: number,
): Promise<DecisionLanes> {
  demand(actor, 'record.read');
  const fromMs = Math.floor(nowMs / stepMs) * stepMs - dayMs + stepMs;
  const { serverId = null, grantId = null, tool = null, rule = null } = input;
  const rows = await db().$queryRaw<{ verdict: DecisionVerdict; bucket: number; count: number }[]>`
    SELECT "verdict", floor((extract(epoch FROM "at") * 1000 - ${fromMs}) / ${stepMs})::int AS "bucket",
      count(*)::int AS "count"
    FROM (
      SELECT "verdict", "at" FROM "DecisionRecord"
      WHERE "organisationId" = ${actor.organisationId} AND "id" >= ${leastId(fromMs)}
        AND (${serverId}::text IS NULL OR "serverId" = ${serverId})
        AND (${grantId}::text IS NULL OR "grantId" = ${grantId})
        AND (${tool}::text IS NULL OR "tool" = ${tool})
        AND (${rule}::text IS NULL OR "rule" = ${rule})
      ORDER BY "id" DESC LIMIT ${most}
    ) newest
    GROUP BY 1, 2`;
  const lanes = { allow: none(), deny: none(), approve: none(), hidden: none() };
  let total = 0;
  for (const { verdict, bucket, count } of rows) {
    const lane = lanes[verdict];
    const at = Math.max(0, Math.min(buckets - 1, bucket));
    lane[at] = (lane[at] ?? 0) + count;
    total += count;
  }
  return { fromMs, stepMs, lanes, complete: total < most };
}

function none(): number[] {
  return Array.from({ length: buckets }, () => 0);
}
