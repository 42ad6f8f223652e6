/** Programs' way to /api/v1: a token with one role in one organisation, shown once and kept as a hash. */

import { record } from '@/lib/audit';
import { type ApiToken, db } from '@/lib/db';
import { demand } from '@/lib/demand';
import { AppError } from '@/lib/errors';
import { type Actor, lesserRole, type Role, readRole, roles } from '@/lib/rights';
import { hashToken, makeToken } from '@/lib/secrets';
import type { CreateApiToken, OfApiToken } from './inputs';
import type { ApiTokenView } from './shapes';

const prefix = 'sally_api';
const shown = prefix.length + 7;

/** Nobody can give more than they have. */
export async function createApiToken(
  actor: Actor,
  input: CreateApiToken,
): Promise<{ id: string; token: string }> {
  demand(actor, 'api-token.edit');
  if (roles.indexOf(input.role) < roles.indexOf(actor.role)) {
    throw new AppError('forbidden', `Your role, ${actor.role}, cannot give the role ${input.role}.`, {
      hint: 'Ask an owner.',
      field: 'role',
    });
  }
  const by = { userId: actor.userId, name: actor.name };
  return makeApiToken(actor.organisationId, by, input, 'console');
}

/** At the operator's machine: for the organisation that operates this installation. */
export async function createApiTokenAtTheMachine(
  input: CreateApiToken,
): Promise<{ id: string; token: string }> {
  const organisation = await db().organisation.findFirst({ where: { operates: true } });
  if (!organisation) {
    throw new AppError('conflict', 'Nobody owns this installation yet.', {
      hint: 'Make the first owner: sallyport owner create --email … --name …',
    });
  }
  return makeApiToken(organisation.id, { userId: null, name: 'The operator' }, input, 'machine');
}

/**
 * Who a token stands for, or null: no such token, or a revoked one. INVARIANT: one that somebody made in the console can
 * no more than they can today; where they have left the organisation, nothing.
 */
export async function actorOfApiToken(token: string): Promise<Actor | null> {
  if (!token.startsWith(`${prefix}_`) || token.length > 200) return null;
  const row = await db().apiToken.findUnique({
    where: { tokenHash: hashToken(token) },
    include: { organisation: { select: { name: true, operates: true } } },
  });
  if (!row || row.revokedAt !== null) return null;
  const role = await roleOf(row);
  if (!role) return null;
  if (row.lastUsedAt === null || Date.now() - row.lastUsedAt.getTime() > 60_000) {
    await db().apiToken.updateMany({ where: { id: row.id }, data: { lastUsedAt: new Date() } });
  }
  return {
    userId: `token:${row.id}`,
    name: `${row.name} (API token)`,
    email: '',
    organisationId: row.organisationId,
    organisationName: row.organisation.name,
    role,
    operates: row.organisation.operates === true,
    fromMachine: row.madeAt === 'machine',
  };
}

async function roleOf(row: ApiToken): Promise<Role | null> {
  const role = readRole(row.role);
  if (row.madeAt === 'machine' || role === null) return role;
  if (row.createdById === null) return null;
  const maker = { organisationId: row.organisationId, userId: row.createdById };
  const member = await db().member.findUnique({ where: { organisationId_userId: maker } });
  const most = member && readRole(member.role);
  return most && lesserRole(role, most);
}

/** Newest first, revoked ones among them. */
export async function listApiTokens(actor: Actor): Promise<ApiTokenView[]> {
  demand(actor, 'api-token.edit');
  const rows = await db().apiToken.findMany({
    where: { organisationId: actor.organisationId },
    orderBy: { id: 'desc' },
  });
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    role: row.role as Role,
    tokenPrefix: row.tokenPrefix,
    createdBy: row.createdByName,
    madeAt: row.madeAt === 'machine' ? 'machine' : 'console',
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  }));
}

export async function revokeApiToken(actor: Actor, input: OfApiToken): Promise<void> {
  demand(actor, 'api-token.edit');
  const { organisationId } = actor;
  await db().$transaction(async (tx) => {
    const row = await tx.apiToken.findFirst({ where: { organisationId, id: input.tokenId } });
    if (!row) throw new AppError('not_found', 'There is no such API token.');
    const { count } = await tx.apiToken.updateMany({
      where: { organisationId, id: row.id, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    if (count === 0) return;
    await record(tx, actor, {
      action: 'api-token.revoke',
      subject: { kind: 'api-token', id: row.id, name: row.name },
    });
  });
}

async function makeApiToken(
  organisationId: string,
  by: { userId: string | null; name: string },
  { name, role }: CreateApiToken,
  madeAt: ApiTokenView['madeAt'],
): Promise<{ id: string; token: string }> {
  const token = makeToken(prefix);
  return db().$transaction(async (tx) => {
    const row = await tx.apiToken.create({
      data: {
        organisationId,
        name,
        role,
        madeAt,
        tokenHash: hashToken(token),
        tokenPrefix: token.slice(0, shown),
        createdById: by.userId,
        createdByName: by.name,
      },
    });
    await record(
      tx,
      { organisationId, ...by },
      {
        action: 'api-token.create',
        subject: { kind: 'api-token', id: row.id, name },
        details: { role, madeAt },
      },
    );
    return { id: row.id, token };
  });
}
