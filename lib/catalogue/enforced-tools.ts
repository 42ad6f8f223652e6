/** What a person has pinned of a server's tools, and what of it still holds: what the gateway decides calls on. */

import { ask } from '@/lib/db';
import type { Json } from '@/lib/json';
import type { RiskClass } from '@/lib/policy';
import { readDefinition } from './definition';
import { classOf } from './view';

export type PinnedTool = {
  /** drifted: what the server offers under this name now is something else, or nothing. */
  state: 'reviewed' | 'drifted';
  class: RiskClass | undefined;
  schema: Json | undefined;
  /** Of the reviewed definition. */
  digest: string;
};

/** By name. Whoever is not among them has been reviewed by nobody. Whoever calls has asked for the right. */
export async function pinnedToolsOf(
  organisationId: string,
  serverId: string,
): Promise<Map<string, PinnedTool>> {
  const ofServer = [organisationId, serverId];
  const [pins, offered] = await Promise.all([
    ask<{ toolName: string; digest: string; definition: string; class: string | null }>(
      `SELECT "toolName", "digest", "definition", "class" FROM "ReviewedDefinition"
        WHERE "organisationId" = $1 AND "serverId" = $2`,
      ofServer,
    ),
    ask<{ name: string; digest: string }>(
      `SELECT "name", "digest" FROM "Tool"
        WHERE "organisationId" = $1 AND "serverId" = $2 AND "problem" IS NULL AND "removedAt" IS NULL`,
      ofServer,
    ),
  ]);
  const now = new Map(offered.rows.map(({ name, digest }) => [name, digest]));
  return new Map(
    pins.rows.map(({ toolName, digest, definition, class: recorded }) => [
      toolName,
      {
        state: now.get(toolName) === digest ? 'reviewed' : 'drifted',
        class: classOf({ setClass: null, judgedClass: recorded }) ?? undefined,
        schema: readDefinition(definition).inputSchema,
        digest,
      },
    ]),
  );
}
