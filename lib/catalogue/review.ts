/** Confirming what a server offers: each definition is pinned with its digest and class. What is pinned is what was seen. */

import { record } from '@/lib/audit';
import { db, type Prisma, type Tool } from '@/lib/db';
import { demand } from '@/lib/demand';
import { AppError } from '@/lib/errors';
import type { Actor } from '@/lib/rights';
import { offerDigest } from './definition';
import type { ConfirmReview } from './inputs';
import { noServer } from './read';
import { classOf } from './view';

type Change = {
  tool: string;
  change: 'new' | 'changed' | 'removed';
  digest: string | null;
  before: string | null;
};

export async function confirmReview(
  actor: Actor,
  input: ConfirmReview,
): Promise<{ reviewed: number; removed: number }> {
  demand(actor, 'server.review');
  return db().$transaction(async (tx) => {
    const server = await holdServer(tx, actor, input.serverId);
    if (server.discoveredAt === null) {
      throw new AppError('invalid', 'Nothing has been discovered yet, so there is nothing to confirm.', {
        hint: 'Discover the server’s tools first.',
      });
    }
    const ofServer = { organisationId: actor.organisationId, serverId: server.id };
    const tools = await tx.tool.findMany({ where: ofServer, orderBy: [{ position: 'asc' }, { id: 'asc' }] });
    if (offerDigest(tools) !== input.offer) {
      throw new AppError('conflict', 'What the server offers has changed since this page was drawn.', {
        hint: 'Look at the tools again, then confirm.',
      });
    }
    const pins = new Map(
      (await tx.reviewedDefinition.findMany({ where: ofServer })).map((pin) => [pin.toolName, pin]),
    );
    const chosen = input.tools && new Set(input.tools);
    const names = new Set(tools.map(({ name }) => name));
    const unknown = input.tools?.find((name) => !names.has(name));
    if (unknown !== undefined) {
      const told = unknown.length > 100 ? `${unknown.slice(0, 100)}…` : unknown;
      throw new AppError('invalid', `The server has no tool \`${told}\` to review.`, { field: 'tools' });
    }
    const inPlay = tools.filter((tool) => tool.problem === null && (!chosen || chosen.has(tool.name)));
    const fresh = inPlay.filter(
      (tool) => tool.removedAt === null && pins.get(tool.name)?.digest !== tool.digest,
    );
    const gone = inPlay.filter((tool) => tool.removedAt !== null);

    const changes: Change[] = [
      ...fresh.map((tool): Change => {
        const before = pins.get(tool.name)?.digest ?? null;
        return { tool: tool.name, change: before === null ? 'new' : 'changed', digest: tool.digest, before };
      }),
      ...gone.map(
        (tool): Change => ({ tool: tool.name, change: 'removed', digest: null, before: tool.digest }),
      ),
    ];
    const review = await tx.review.create({
      data: {
        ...ofServer,
        reviewerId: actor.userId,
        reviewerName: actor.name,
        changes: JSON.stringify(changes),
      },
    });
    const unpinned = [...fresh, ...gone].map((tool) => tool.name);
    await tx.reviewedDefinition.deleteMany({ where: { ...ofServer, toolName: { in: unpinned } } });
    await pin(tx, ofServer, review.id, fresh);
    await tx.tool.deleteMany({ where: { ...ofServer, id: { in: gone.map((tool) => tool.id) } } });
    await record(tx, actor, {
      action: 'server.review',
      subject: { kind: 'server', id: server.id, name: server.name },
      details: { review: review.id, reviewed: fresh.length, removed: gone.length },
    });
    return { reviewed: fresh.length, removed: gone.length };
  });
}

/** From here the server counts as reviewed. The update also keeps a discovery from writing in between. */
async function holdServer(tx: Prisma.TransactionClient, actor: Actor, serverId: string) {
  const { count } = await tx.server.updateMany({
    where: { organisationId: actor.organisationId, id: serverId },
    data: { state: 'reviewed' },
  });
  if (count !== 1) throw noServer();
  return tx.server.findUniqueOrThrow({
    where: { organisationId_id: { organisationId: actor.organisationId, id: serverId } },
  });
}

async function pin(
  tx: Prisma.TransactionClient,
  ofServer: { organisationId: string; serverId: string },
  reviewId: string,
  tools: readonly Tool[],
): Promise<void> {
  const batch = 1_000;
  for (let from = 0; from < tools.length; from += batch) {
    await tx.reviewedDefinition.createMany({
      data: tools.slice(from, from + batch).map((tool) => ({
        ...ofServer,
        reviewId,
        toolName: tool.name,
        digest: tool.digest,
        definition: tool.definition,
        class: classOf(tool),
      })),
    });
  }
}
