/** Held calls that wait for a person. One answer for each, and an approved one lets one identical call through. */

import { record } from '@/lib/audit';
import { db, type Prisma } from '@/lib/db';
import { demand } from '@/lib/demand';
import { AppError } from '@/lib/errors';
import type { Actor } from '@/lib/rights';
import { keptArguments } from './arguments';
import type { DecideApproval, LatelyAnswered, ListApprovals, OfApproval } from './inputs';
import { type Moved, movedSince } from './moved';
import type { ApprovalView } from './shapes';

const withNames = {
  server: { select: { id: true, name: true } },
  grant: { select: { id: true, label: true } },
} satisfies Prisma.ApprovalInclude;
type Row = Prisma.ApprovalGetPayload<{ include: typeof withNames }>;

/** Newest first, over all servers where none is named. */
export async function listApprovals(
  actor: Actor,
  input: ListApprovals,
): Promise<{ approvals: ApprovalView[]; next: string | null }> {
  demand(actor, 'approval.read');
  const rows = await db().approval.findMany({
    where: {
      organisationId: actor.organisationId,
      serverId: input.serverId,
      ...(input.before !== undefined && { id: { lt: input.before } }),
      ...stateIs(input.state),
    },
    include: withNames,
    orderBy: { id: 'desc' },
    take: input.limit + 1,
  });
  const page = rows.slice(0, input.limit);
  return {
    approvals: await approvalViews(actor, page),
    next: rows.length > input.limit ? (page.at(-1)?.id ?? null) : null,
  };
}

export async function getApproval(actor: Actor, input: OfApproval): Promise<ApprovalView> {
  demand(actor, 'approval.read');
  return viewOf(actor, await approvalOf(actor, input.approvalId));
}

/** Those that a person answered last, the newest answer first. */
export async function latelyAnswered(actor: Actor, input: LatelyAnswered): Promise<ApprovalView[]> {
  demand(actor, 'approval.read');
  const rows = await db().approval.findMany({
    where: { organisationId: actor.organisationId, serverId: input.serverId, decidedAt: { not: null } },
    include: withNames,
    orderBy: [{ decidedAt: 'desc' }, { id: 'desc' }],
    take: input.limit,
  });
  return approvalViews(actor, rows);
}

/** How many wait for a person. */
export async function countPendingApprovals(actor: Actor): Promise<number> {
  demand(actor, 'approval.read');
  return db().approval.count({ where: { organisationId: actor.organisationId, ...stateIs('pending') } });
}

/** INVARIANT: of two people who answer at once one is told of the other: the state moves in one statement. */
export async function decideApproval(actor: Actor, input: DecideApproval): Promise<ApprovalView> {
  demand(actor, 'approval.decide');
  const state = input.decision === 'approve' ? 'approved' : 'denied';
  if (input.decision === 'approve') await refuseOutdated(actor, input.approvalId);
  await db().$transaction(async (tx) => {
    // By the database's clock, as the gateway judges it.
    const count = await tx.$executeRaw`
      UPDATE "Approval" SET "state" = ${state}, "decidedById" = ${actor.userId}, "decidedByName" = ${actor.name},
        "decidedAt" = now(), "decisionReason" = ${input.reason}
      WHERE "organisationId" = ${actor.organisationId} AND "id" = ${input.approvalId}
        AND "state" = 'pending' AND "expiresAt" > now()`;
    const found = await tx.approval.findUnique({ where: ofApproval(actor, input.approvalId) });
    if (!found) throw noApproval();
    if (count !== 1) throw tooLate(found);
    await record(tx, actor, {
      action: input.decision === 'approve' ? 'approval.approve' : 'approval.deny',
      subject: { kind: 'approval', id: found.id, name: found.tool },
      details: { grant: found.grantId, server: found.serverId, reason: input.reason },
    });
  });
  return viewOf(actor, await approvalOf(actor, input.approvalId));
}

/** Nobody is let believe that a call goes through that will not. What moves a moment later, the gateway sees. */
async function refuseOutdated(actor: Actor, approvalId: string): Promise<void> {
  const { state, outdated } = await viewOf(actor, await approvalOf(actor, approvalId));
  if (state !== 'pending' || outdated === null) return;
  throw new AppError(
    'conflict',
    `${movedWords[outdated]} since this call was held: it would not go through.`,
    {
      hint: 'The agent’s next call is decided anew. Deny this one to put it aside.',
    },
  );
}

const movedWords: Record<Moved, string> = {
  grant: 'The grant was revoked or has expired',
  policy: 'The policy in force has changed',
  definition: 'The tool’s definition has changed',
};

function stateIs(state: ListApprovals['state']): Prisma.ApprovalWhereInput {
  const now = new Date();
  switch (state) {
    case undefined:
      return {};
    case 'expired':
      return {
        OR: [{ state }, { state: { in: ['pending', 'approved', 'denied'] }, expiresAt: { lte: now } }],
      };
    case 'answered':
      return { decidedAt: { not: null } };
    case 'spent':
      return { state };
    default:
      return { state, expiresAt: { gt: now } };
  }
}

async function approvalOf(actor: Actor, approvalId: string): Promise<Row> {
  const row = await db().approval.findUnique({ where: ofApproval(actor, approvalId), include: withNames });
  if (!row) throw noApproval();
  return row;
}

async function viewOf(actor: Actor, row: Row): Promise<ApprovalView> {
  const moved = await movedSince(actor.organisationId, openOf([row]));
  return approvalView(actor, row, moved);
}

async function approvalViews(actor: Actor, rows: readonly Row[]): Promise<ApprovalView[]> {
  const moved = await movedSince(actor.organisationId, openOf(rows));
  return rows.map((row) => approvalView(actor, row, moved));
}

function openOf(rows: readonly Row[]): string[] {
  return rows.filter(({ state }) => state === 'pending' || state === 'approved').map(({ id }) => id);
}

function approvalView(actor: Actor, row: Row, moved: ReadonlyMap<string, Moved>): ApprovalView {
  const expired = row.state !== 'spent' && row.expiresAt.getTime() <= Date.now();
  return {
    id: row.id,
    state: expired ? 'expired' : (row.state as ApprovalView['state']),
    outdated: expired ? null : (moved.get(row.id) ?? null),
    server: row.server,
    grant: row.grant,
    tool: row.tool,
    rule: row.rule,
    reason: row.reason,
    argumentKeys: row.argumentKeys,
    arguments: keptArguments(actor, 'Approval', row),
    argumentsDigest: row.argumentsDigest,
    recordId: row.recordId,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    decidedBy: row.decidedByName,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    decisionReason: row.decisionReason,
    spentAt: row.spentAt?.toISOString() ?? null,
  };
}

function ofApproval(actor: Actor, approvalId: string) {
  return { organisationId_id: { organisationId: actor.organisationId, id: approvalId } };
}

function noApproval(): AppError {
  return new AppError('not_found', 'There is no such approval.', {
    hint: 'Its server may have been deleted.',
  });
}

function tooLate(found: { state: string; decidedByName: string | null }): AppError {
  if (found.state === 'pending') {
    return new AppError('conflict', 'This approval has expired.', { hint: 'The agent can ask again.' });
  }
  const by = found.decidedByName === null ? '' : ` by ${found.decidedByName}`;
  const what = found.state === 'denied' ? 'denied' : found.state === 'expired' ? 'closed' : 'approved';
  return new AppError('conflict', `This call has already been ${what}${by}.`);
}
