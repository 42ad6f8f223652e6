/** Programs' way to /api/v1: a token with one role in one organisation, shown once and kept as a hash. */

import { record } from '@/lib/audit';
import { db } from '@/lib/db';
import { demand } from '@/lib/demand';
import { AppError } from '@/lib/errors';
import { type Actor, type Role, readRole, roles } from '@/lib/rights';
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
  return makeApiToken(actor.organisationId, { userId: actor.userId, name: actor.name }, input);
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
  return makeApiToken(organisation.id, { userId: null, name: 'The operator' }, input);
}

/** Who a token stands for, or null: no such token, or a revoked one. */
export async function actorOfApiToken(token: string): Promise<Actor | null> {
  if (!token.startsWith(`${prefix}_`) || token.length > 200) return null;
  const row = await db().apiToken.findUnique({
    where: { tokenHash: hashToken(token) },
    include: { organisation: { select: { name: true, operates: true } } },
  });
  const role = row && readRole(row.role);
  if (!row || !role || row.revokedAt !== null) return null;
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
  };
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
): Promise<{ id: string; token: string }> {
  const token = makeToken(prefix);
  return db().$transaction(async (tx) => {
    const row = await tx.apiToken.create({
      data: {
        organisationId,
        name,
        role,
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
        details: { role },
      },
    );
    return { id: row.id, token };
  });
}
