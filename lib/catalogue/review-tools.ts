/** A server's tools twice, for the policy engine: as they were confirmed, and as they would be if all were confirmed now. */

import { db } from '@/lib/db';
import type { PolicyTool } from '@/lib/policy';
import { readDefinition } from './definition';
import { classOf } from './view';

export type ToolsBeforeAndAfter = { before: PolicyTool[]; after: PolicyTool[] };

/** Whoever calls has asked for the right. */
export async function toolsBeforeAndAfter(
  organisationId: string,
  serverId: string,
): Promise<ToolsBeforeAndAfter> {
  const ofServer = { organisationId, serverId };
  const [tools, reviewed] = await Promise.all([
    db().tool.findMany({
      where: { ...ofServer, removedAt: null, problem: null },
      orderBy: [{ position: 'asc' }, { id: 'asc' }],
      select: { name: true, definition: true, setClass: true, judgedClass: true },
    }),
    db().reviewedDefinition.findMany({
      where: ofServer,
      orderBy: { toolName: 'asc' },
      select: { toolName: true, definition: true, class: true },
    }),
  ]);
  return {
    before: reviewed.map((pin) =>
      policyTool(pin.toolName, pin.definition, classOf({ setClass: null, judgedClass: pin.class })),
    ),
    after: tools.map((tool) => policyTool(tool.name, tool.definition, classOf(tool))),
  };
}

function policyTool(name: string, definition: string, riskClass: PolicyTool['class'] | null): PolicyTool {
  const { title, description, inputSchema } = readDefinition(definition);
  return { name, class: riskClass ?? undefined, title, description, inputSchema, review: 'reviewed' };
}
