/** What an approval is bound to may have moved since its call was held: then no call fits it any more. */

import { ask } from '@/lib/db';

/** grant: revoked or expired. policy: another version is in force. definition: the server offers the tool otherwise. */
export type Moved = 'grant' | 'policy' | 'definition';

/** Of these approvals, those whose call can go through no more, and the first reason. */
export async function movedSince(
  organisationId: string,
  approvalIds: readonly string[],
): Promise<Map<string, Moved>> {
  if (approvalIds.length === 0) return new Map();
  const { rows } = await ask<{ id: string; moved: Moved | null }>(
    `SELECT a."id", CASE
         WHEN g."revokedAt" IS NOT NULL OR g."expiresAt" <= now() THEN 'grant'
         WHEN a."policyVersionId" IS DISTINCT FROM v."id" THEN 'policy'
         WHEN a."definitionDigest" IS DISTINCT FROM coalesce(t."digest", r."digest") THEN 'definition'
       END AS moved
       FROM "Approval" a
       JOIN "Grant" g ON g."organisationId" = a."organisationId" AND g."id" = a."grantId"
       LEFT JOIN "Policy" p ON p."organisationId" = g."organisationId" AND p."id" = g."policyId"
       LEFT JOIN "PolicyVersion" v ON v."policyId" = p."id" AND v."number" = coalesce(g."policyNumber", p."latestNumber")
       LEFT JOIN LATERAL (
         SELECT "digest" FROM "Tool"
          WHERE "organisationId" = a."organisationId" AND "serverId" = a."serverId" AND "name" = a."tool"
            AND "problem" IS NULL AND "removedAt" IS NULL LIMIT 1) t ON true
       LEFT JOIN "ReviewedDefinition" r ON r."organisationId" = a."organisationId"
         AND r."serverId" = a."serverId" AND r."toolName" = a."tool"
      WHERE a."organisationId" = $1 AND a."id" = ANY($2)`,
    [organisationId, approvalIds],
  );
  return new Map(rows.flatMap(({ id, moved }) => (moved === null ? [] : [[id, moved]])));
}
