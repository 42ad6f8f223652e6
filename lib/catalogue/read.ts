/** Looking at servers and their tools. */

import { db, type Server, type Tool } from '@/lib/db';
import { demand } from '@/lib/demand';
import { AppError } from '@/lib/errors';
import type { Json } from '@/lib/json';
import { toolsListWithClasses } from '@/lib/mcp';
import type { Actor } from '@/lib/rights';
import type { RiskFinding } from '@/lib/risk';
import { accessView } from './access-rows';
import { countTools, noTools } from './counts';
import { offerDigest } from './definition';
import type { OfServer, OfTool } from './inputs';
import { type Others, othersOf } from './neighbours';
import type { Looking, ServerDetail, ServerSummary, ToolDetail } from './shapes';
import { classOf, identityOf, lookingOf, serverHead, toolView, treatmentOf } from './view';

/** By name. */
export async function listServers(actor: Actor): Promise<ServerSummary[]> {
  demand(actor, 'server.read');
  const [servers, counts] = await Promise.all([
    db().server.findMany({
      where: { organisationId: actor.organisationId },
      include: { policies: { select: { id: true, name: true }, orderBy: { name: 'asc' } } },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    }),
    countTools(actor.organisationId),
  ]);
  return servers.map(({ policies, ...server }) => ({
    ...serverHead(server),
    ...(counts.get(server.id) ?? noTools()),
    policies,
  }));
}

/** One server without its tools: cheap enough for a page that draws itself again every few seconds. */
export async function getServerHead(
  actor: Actor,
  input: OfServer,
): Promise<ServerSummary & { looking: Looking }> {
  demand(actor, 'server.read');
  const [server, counts] = await Promise.all([
    db().server.findUnique({
      where: { organisationId_id: { organisationId: actor.organisationId, id: input.serverId } },
      include: { policies: { select: { id: true, name: true }, orderBy: { name: 'asc' } } },
    }),
    countTools(actor.organisationId, input.serverId),
  ]);
  if (!server) throw noServer();
  const { policies, ...row } = server;
  return { ...serverHead(row), ...(counts.get(row.id) ?? noTools()), policies, looking: lookingOf(row) };
}

/** With its tools in the server's order, removed ones at their old place. */
export async function getServer(actor: Actor, input: OfServer): Promise<ServerDetail> {
  demand(actor, 'server.read');
  const server = await db().server.findUnique({
    where: { organisationId_id: { organisationId: actor.organisationId, id: input.serverId } },
    include: {
      policies: { select: { id: true, name: true }, orderBy: { name: 'asc' } },
      secrets: { select: { kind: true, name: true }, orderBy: { position: 'asc' } },
      tools: { orderBy: [{ position: 'asc' }, { id: 'asc' }] },
      reviewed: { select: { toolName: true, digest: true } },
      access: true,
      reviews: { orderBy: { id: 'desc' }, take: 50, select: { id: true, reviewerName: true, at: true } },
    },
  });
  if (!server) throw noServer();
  const { policies, secrets, tools, reviewed, reviews, access, ...row } = server;
  const pins = new Map(reviewed.map((pin) => [pin.toolName, pin]));
  const [counted, others] = await Promise.all([
    countTools(actor.organisationId, row.id),
    othersOf(actor.organisationId, row.id),
  ]);
  const counts = counted.get(row.id) ?? noTools();
  const marks = (kind: string) =>
    secrets.filter((secret) => secret.kind === kind).map(({ name }) => ({ name, set: true as const }));
  return {
    ...serverHead(row),
    ...counts,
    policies,
    url: row.url,
    command: row.command,
    args: row.args,
    headers: marks('header'),
    env: marks('env'),
    access: access && accessView(access),
    identity: identityOf(row),
    looking: lookingOf(row),
    treatment: { unreviewed: treatmentOf(row.unreviewed), drifted: treatmentOf(row.drifted) },
    offer: offerDigest(tools),
    tools: tools.map((tool) => toolView(tool, pins.get(tool.name), shadowsOf(tool, others))),
    reviews: reviews.map((review) => ({
      id: review.id,
      by: review.reviewerName,
      at: review.at.toISOString(),
    })),
  };
}

export async function getTool(actor: Actor, input: OfTool): Promise<ToolDetail> {
  demand(actor, 'server.read');
  const tool = await db().tool.findUnique({
    where: { organisationId_id: { organisationId: actor.organisationId, id: input.toolId } },
  });
  if (!tool || tool.serverId !== input.serverId) throw new AppError('not_found', 'There is no such tool.');
  const [pin, others] = await Promise.all([
    db().reviewedDefinition.findUnique({
      where: { serverId_toolName: { serverId: tool.serverId, toolName: tool.name } },
    }),
    othersOf(actor.organisationId, tool.serverId),
  ]);
  const view = toolView(tool, pin ?? undefined, shadowsOf(tool, others));
  const differs = pin && (pin.digest !== tool.digest || tool.removedAt !== null);
  return {
    ...view,
    serverId: tool.serverId,
    definition: tool.definition,
    digest: tool.digest,
    reviewed: differs
      ? {
          definition: pin.definition,
          digest: pin.digest,
          class: classOf({ setClass: null, judgedClass: pin.class }),
        }
      : null,
  };
}

export function shadowsOf(tool: Pick<Tool, 'name' | 'digest' | 'problem'>, others: Others): RiskFinding[] {
  return tool.problem === null ? others.shadows(tool) : [];
}

/** What the server offers, as a `tools/list` result whose tools also say their class. It can be pasted elsewhere. */
export async function exportTools(
  actor: Actor,
  input: OfServer,
): Promise<{ fileName: string; text: string }> {
  demand(actor, 'server.read');
  const server = await serverOf(actor, input.serverId);
  const rows = await db().tool.findMany({
    where: { organisationId: actor.organisationId, serverId: server.id, removedAt: null, problem: null },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  });
  const listed = toolsListWithClasses(
    rows.map((row) => ({ definition: JSON.parse(row.definition) as Json, class: classOf(row) ?? undefined })),
  );
  return { fileName: `${fileStem(server.name)}.tools.json`, text: `${JSON.stringify(listed, null, 2)}\n` };
}

export async function serverOf(actor: Actor, serverId: string): Promise<Server> {
  const server = await db().server.findUnique({
    where: { organisationId_id: { organisationId: actor.organisationId, id: serverId } },
  });
  if (!server) throw noServer();
  return server;
}

export function noServer(): AppError {
  return new AppError('not_found', 'There is no such server.', { hint: 'It may have been deleted.' });
}

/** A name made safe for a file: ASCII letters, digits and hyphens. */
export function fileStem(name: string): string {
  const stem = name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase();
  return stem.slice(0, 60) || 'server';
}
