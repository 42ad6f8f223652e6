/** What a person has pinned of a server's tools, and what of it still holds: what the gateway decides calls on. */

import { ask } from '@/lib/db';
import type { Json } from '@/lib/json';
import type { RiskClass } from '@/lib/policy';
import { readDefinition } from './definition';
import { classOf } from './view';

export type PinnedTool = {
  /** drifted: what the server offers under this name now is something else, or nothing. */
  state: 'reviewed' | 'drifted' | 'unreviewed';
  class: RiskClass | undefined;
  schema: Json | undefined;
  /** Of what is offered now, so that what a person allows of it ends when it changes; of what was reviewed where it is gone. */
  digest: string;
};

/** By name: all that is offered or was reviewed. Whoever calls has asked for the right. */
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
  const unreviewed = { state: 'unreviewed', class: undefined, schema: undefined } as const;
  const tools = new Map<string, PinnedTool>();
  for (const [name, digest] of now) tools.set(name, { ...unreviewed, digest });
  for (const { toolName, digest, definition, class: recorded } of pins.rows) {
    tools.set(toolName, {
      state: now.get(toolName) === digest ? 'reviewed' : 'drifted',
      class: classOf({ setClass: null, judgedClass: recorded }) ?? undefined,
      schema: readDefinition(definition).inputSchema,
      digest: now.get(toolName) ?? digest,
    });
  }
  return tools;
}
