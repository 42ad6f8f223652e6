/** The inbox of reviews: what waits, and what confirming it means for each policy that the server's calls are held to. */

import { type ListReviews, listReviews, toolsBeforeAndAfter } from '@/lib/catalogue';
import { db } from '@/lib/db';
import { demand } from '@/lib/demand';
import { parse } from '@/lib/policy';
import type { Actor } from '@/lib/rights';
import { type Effect, effectsOn } from './effects';
import type { PolicyEffects, ReviewInbox } from './shapes';

/** Of one server; more are named by no effect. */
const mostPolicies = 10;

export async function reviewInbox(actor: Actor, input: ListReviews): Promise<ReviewInbox> {
  demand(actor, 'policy.read');
  const groups = await listReviews(actor, input);
  return Promise.all(
    groups.map(async (group) => {
      const policies = group.draft ? [] : await policiesOf(actor.organisationId, group.server.id);
      const tools = policies.length > 0 && (await toolsBeforeAndAfter(actor.organisationId, group.server.id));
      const read = policies.flatMap((version) => {
        const parsed = parse(version.text);
        if (!tools || !parsed.ok) return [];
        return [{ version, effects: effectsOn(parsed.policy, tools, group.tools) }];
      });
      return {
        ...group,
        tools: group.tools.map((tool) => ({
          ...tool,
          policies: read.map(({ version, effects }) => effectsFor(version, effects.get(tool.name))),
        })),
      };
    }),
  );
}

type Version = { policyId: string; name: string; number: number; enforced: boolean; text: string };

function effectsFor(version: Version, effects: Effect[] = []): PolicyEffects {
  const { policyId, name, number, enforced } = version;
  return { policyId, name, number, enforced, effects };
}

/** What live grants of the server enforce or try out, and the newest version of what is edited against it. */
async function policiesOf(organisationId: string, serverId: string): Promise<Version[]> {
  return db().$queryRaw<Version[]>`
    SELECT p."id" AS "policyId", p."name", v."number", v."text", bool_or(used.enforced) AS "enforced"
    FROM (
      SELECT "policyId" AS id, "policyNumber" AS number, true AS enforced FROM "Grant"
        WHERE "organisationId" = ${organisationId} AND "serverId" = ${serverId} AND "revokedAt" IS NULL
          AND ("expiresAt" IS NULL OR "expiresAt" > now())
      UNION SELECT "candidateId", "candidateNumber", false FROM "Grant"
        WHERE "organisationId" = ${organisationId} AND "serverId" = ${serverId} AND "revokedAt" IS NULL
          AND ("expiresAt" IS NULL OR "expiresAt" > now())
      UNION SELECT "id", NULL, false FROM "Policy"
        WHERE "organisationId" = ${organisationId} AND "serverId" = ${serverId}
    ) used
    JOIN "Policy" p ON p."organisationId" = ${organisationId} AND p."id" = used.id
    JOIN "PolicyVersion" v ON v."policyId" = p."id" AND v."number" = coalesce(used.number, p."latestNumber")
    GROUP BY p."id", p."name", v."number", v."text"
    ORDER BY bool_or(used.enforced) DESC, p."name", v."number"
    LIMIT ${mostPolicies}`;
}
