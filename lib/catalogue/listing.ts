/** Servers that are known by a pasted `tools/list` answer alone: nothing is ever asked. */

import { record } from '@/lib/audit';
import { db } from '@/lib/db';
import { demand } from '@/lib/demand';
import { AppError } from '@/lib/errors';
import { type DiscoveredTool, readToolsListAnswer } from '@/lib/mcp';
import type { Actor } from '@/lib/rights';
import type { RegisterFromListing, ReplaceListing } from './inputs';
import { judge, keepTools } from './keep-tools';
import { othersOf } from './neighbours';
import { noServer, serverOf } from './read';
import { makeDraft } from './register';
import type { ServerIdentity } from './shapes';

type Read = { tools: DiscoveredTool[]; serverName?: string; identity: string };
export type Listed = { id: string; toolCount: number; malformed: number };

export async function registerFromListing(actor: Actor, input: RegisterFromListing): Promise<Listed> {
  demand(actor, 'server.register');
  const { tools, serverName, identity } = readListing(input.text);
  const wished = serverName?.slice(0, 120) || 'Pasted server';
  const name = input.name ?? { wished };
  const { near } = await othersOf(actor.organisationId, '');
  const findings = await judge(tools, serverName ?? input.name ?? wished, near);
  const now = new Date();
  return db().$transaction(async (tx) => {
    const { id } = await makeDraft(tx, actor, { name, origin: 'listing', transport: 'none' });
    await tx.server.update({
      where: { organisationId_id: { organisationId: actor.organisationId, id } },
      data: { discoveredAt: now, identity },
    });
    await keepTools(tx, { organisationId: actor.organisationId, id }, findings, now);
    return counted(id, tools);
  });
}

/** What changed against what was reviewed waits for a person, as after a discovery. */
export async function replaceListing(actor: Actor, input: ReplaceListing): Promise<Listed> {
  demand(actor, 'server.discover');
  const server = await serverOf(actor, input.serverId);
  if (server.transport !== 'none') {
    throw new AppError('invalid', 'This server is asked for its tools itself.', {
      hint: 'Discover it again.',
    });
  }
  const { tools, serverName, identity } = readListing(input.text);
  const { near } = await othersOf(server.organisationId, server.id);
  const findings = await judge(tools, serverName ?? server.name, near);
  const now = new Date();
  return db().$transaction(async (tx) => {
    const { count } = await tx.server.updateMany({
      where: { organisationId: server.organisationId, id: server.id },
      data: { discoveredAt: now, identity },
    });
    if (count !== 1) throw noServer();
    const { changes: told } = await keepTools(tx, server, findings, now);
    await record(tx, actor, {
      action: 'server.discover',
      subject: { kind: 'server', id: server.id, name: server.name },
      details: {
        tools: tools.length,
        new: told.new.length,
        changed: told.changed.length,
        removed: told.removed.length,
      },
    });
    return counted(server.id, tools);
  });
}

/** The classes that an export carries are not taken over: a pasted file must not make a tool look harmless. */
function readListing(text: string): Read {
  const answer = readToolsListAnswer(text);
  if (!answer.ok) throw new AppError('invalid', answer.message, { hint: answer.hint, field: 'text' });
  const { tools, serverName, problems } = answer;
  const identity: ServerIdentity = { name: serverName, problems };
  return { tools, serverName, identity: JSON.stringify(identity) };
}

function counted(id: string, tools: readonly DiscoveredTool[]): Listed {
  const malformed = tools.filter((tool) => !tool.ok).length;
  return { id, toolCount: tools.length - malformed, malformed };
}
