/** Servers that are known by a pasted `tools/list` answer alone: nothing is ever asked. */

import { record } from '@/lib/audit';
import { db } from '@/lib/db';
import { AppError } from '@/lib/errors';
import type { Json } from '@/lib/json';
import { type DiscoveredTool, readTools } from '@/lib/mcp';
import type { Actor } from '@/lib/rights';
import { demand } from './demand';
import type { RegisterFromListing, ReplaceListing } from './inputs';
import { judge, keepTools } from './keep-tools';
import { noServer, serverOf } from './read';
import { makeDraft } from './register';

export type Listed = { id: string; toolCount: number; malformed: number };

export async function registerFromListing(actor: Actor, input: RegisterFromListing): Promise<Listed> {
  demand(actor, 'server.register');
  const tools = readListing(input.text);
  const findings = await judge(tools, input.name);
  const now = new Date();
  return db().$transaction(async (tx) => {
    const { id } = await makeDraft(tx, actor, { name: input.name, origin: 'listing', transport: 'none' });
    await tx.server.update({
      where: { organisationId_id: { organisationId: actor.organisationId, id } },
      data: { discoveredAt: now },
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
  const tools = readListing(input.text);
  const findings = await judge(tools, server.name);
  const now = new Date();
  return db().$transaction(async (tx) => {
    const { count } = await tx.server.updateMany({
      where: { organisationId: server.organisationId, id: server.id },
      data: { discoveredAt: now },
    });
    if (count !== 1) throw noServer();
    const told = await keepTools(tx, server, findings, now);
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

/** Reads the JSON-RPC response, its result, the list of tools alone, or a list of the pages' responses. */
export function readListing(text: string): DiscoveredTool[] {
  const entries = entriesOf(parsed(text));
  if (entries === null) {
    throw new AppError('invalid', 'There is no list of tools in this text.', {
      hint: 'Paste the whole answer of tools/list: an object with "tools", or its JSON-RPC response.',
      field: 'text',
    });
  }
  return readTools(entries);
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text.replace(/^\ufeff/, '')) as Json;
  } catch (error) {
    throw new AppError(
      'invalid',
      `This is not JSON: ${error instanceof Error ? error.message : 'it cannot be read'}.`,
      {
        hint: 'Paste the answer of tools/list as it came.',
        field: 'text',
      },
    );
  }
}

function entriesOf(value: Json): Json[] | null {
  if (Array.isArray(value)) {
    const pages = value.map((page) => toolsOf(page));
    return value.length > 0 && pages.every((page) => page !== null) ? pages.flat() : value;
  }
  return toolsOf(value);
}

function toolsOf(value: Json): Json[] | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const result = Object.hasOwn(value, 'result') ? value.result : value;
  if (typeof result !== 'object' || result === null || Array.isArray(result)) return null;
  const tools = Object.hasOwn(result, 'tools') ? result.tools : null;
  return Array.isArray(tools) ? tools : null;
}

function counted(id: string, tools: readonly DiscoveredTool[]): Listed {
  const malformed = tools.filter((tool) => !tool.ok).length;
  return { id, toolCount: tools.length - malformed, malformed };
}
