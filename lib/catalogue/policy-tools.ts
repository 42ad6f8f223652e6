/** A server's tools as the policy engine sees them. */

import { db } from '@/lib/db';
import type { PolicyTool } from '@/lib/policy';
import { readDefinition } from './definition';
import { classOf, reviewState } from './view';

/**
 * In the server's order. Where a tool has drifted, its pinned definition and class speak; a malformed tool that has a
 * name is there by its name alone. Whoever calls has asked for the right.
 */
export async function policyToolsOf(organisationId: string, serverId: string): Promise<PolicyTool[]> {
  const ofServer = { organisationId, serverId };
  const [tools, reviewed] = await Promise.all([
    db().tool.findMany({
      where: { ...ofServer, removedAt: null },
      orderBy: [{ position: 'asc' }, { id: 'asc' }],
    }),
    db().reviewedDefinition.findMany({ where: ofServer }),
  ]);
  const pins = new Map(reviewed.map((pin) => [pin.toolName, pin]));
  const sound = new Set(tools.flatMap((tool) => (tool.problem === null ? [tool.name] : [])));
  return tools.flatMap((tool): PolicyTool[] => {
    if (tool.problem !== null) {
      return tool.name === '' || sound.has(tool.name) ? [] : [{ name: tool.name, review: 'unreviewed' }];
    }
    const pin = pins.get(tool.name);
    const state = reviewState(tool, pin);
    const drifted = state === 'drifted' && pin !== undefined;
    const { title, description, inputSchema } = readDefinition(drifted ? pin.definition : tool.definition);
    const riskClass = drifted ? classOf({ setClass: tool.setClass, judgedClass: pin.class }) : classOf(tool);
    return [
      {
        name: tool.name,
        class: riskClass ?? undefined,
        title,
        description,
        inputSchema,
        review: drifted ? 'drifted' : state === 'reviewed' ? 'reviewed' : 'unreviewed',
      },
    ];
  });
}
