/** Grants: an agent's way to one server. A token is shown once, and only its hash is kept. */

import { record } from '@/lib/audit';
import { noServer, serverOf } from '@/lib/catalogue';
import { db, type Prisma } from '@/lib/db';
import { demand } from '@/lib/demand';
import { AppError } from '@/lib/errors';
import type { Permission } from '@/lib/gateway/ports';
import type { Actor } from '@/lib/rights';
import { hashToken, makeToken } from '@/lib/secrets';
import type { CreateGrant, ListGrants, OfGrant, UpdateGrant } from './inputs';
import { noPolicy } from './read';
import type { GrantedPolicy, GrantView, MadeGrant } from './shapes';

/** `baseUrl` is where agents find this installation, without a slash at the end. */
export async function createGrant(actor: Actor, input: CreateGrant, baseUrl: string): Promise<MadeGrant> {
  demand(actor, 'grant.edit');
  const token = makeToken('sally_grant');
  const { organisationId } = actor;
  const { serverId, ...given } = input;
  return db().$transaction(async (tx) => {
    const server = await tx.server.findUnique({
      where: { organisationId_id: { organisationId, id: serverId } },
      select: { id: true, name: true, transport: true },
    });
    if (!server) throw noServer();
    if (server.transport === 'none') {
      throw new AppError(
        'invalid',
        'This server was pasted as a list of tools: nothing can be called there.',
        {
          hint: 'Register the server by its address or command.',
        },
      );
    }
    await demandVersion(tx, organisationId, input.policyId, input.policyNumber, 'policyId');
    await demandVersion(tx, organisationId, input.candidateId, input.candidateNumber, 'candidateId');
    const grant = await tx.grant.create({
      data: {
        ...given,
        organisationId,
        serverId: server.id,
        tokenHash: hashToken(token),
        tokenPrefix: token.slice(0, 18),
        createdById: actor.userId,
        createdByName: actor.name,
      },
    });
    await record(tx, actor, {
      action: 'grant.create',
      subject: { kind: 'grant', id: grant.id, name: grant.label },
      details: { server: server.name, policy: input.policyId, version: input.policyNumber },
    });
    return { id: grant.id, token, url: `${baseUrl}/mcp/${server.id}` };
  });
}

/** Holds from the next call on, in every process: its epoch moves. */
export async function updateGrant(actor: Actor, input: UpdateGrant): Promise<void> {
  demand(actor, 'grant.edit');
  const { grantId, ...given } = input;
  const { organisationId } = actor;
  await db().$transaction(async (tx) => {
    const before = await tx.grant.findUnique({ where: ofGrant(actor, grantId) });
    if (!before) throw noGrant();
    if (before.revokedAt !== null) {
      throw new AppError('conflict', 'This grant has been revoked: nothing can bring it back.', {
        hint: 'Make a new one.',
      });
    }
    // Another policy has other versions: what was pinned is not.
    const data = {
      ...given,
      ...(given.policyId !== undefined && { policyNumber: given.policyNumber ?? null }),
      ...(given.candidateId !== undefined && { candidateNumber: given.candidateNumber ?? null }),
    };
    const after = { ...before, ...data };
    await demandVersion(tx, organisationId, after.policyId, after.policyNumber, 'policyId');
    await demandVersion(tx, organisationId, after.candidateId, after.candidateNumber, 'candidateId');
    await tx.grant.update({ where: ofGrant(actor, grantId), data });
    await record(tx, actor, {
      action: 'grant.edit',
      subject: { kind: 'grant', id: before.id, name: after.label },
      details: { changed: Object.keys(given), policy: after.policyId, version: after.policyNumber },
    });
  });
}

/** For good. A second time changes nothing. */
export async function revokeGrant(actor: Actor, input: OfGrant): Promise<void> {
  demand(actor, 'grant.edit');
  await db().$transaction(async (tx) => {
    const grant = await tx.grant.findUnique({ where: ofGrant(actor, input.grantId) });
    if (!grant) throw noGrant();
    const { count } = await tx.grant.updateMany({
      where: { organisationId: actor.organisationId, id: grant.id, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    if (count === 0) return;
    await record(tx, actor, {
      action: 'grant.revoke',
      subject: { kind: 'grant', id: grant.id, name: grant.label },
      details: { server: grant.serverId },
    });
  });
}

const withNames = {
  server: { select: { id: true, name: true } },
  policy: { select: { id: true, name: true, latestNumber: true } },
  candidate: { select: { id: true, name: true, latestNumber: true } },
} satisfies Prisma.GrantInclude;

/** Newest first, revoked ones among them. */
export async function listGrants(actor: Actor, input: ListGrants): Promise<GrantView[]> {
  demand(actor, 'grant.read');
  const grants = await db().grant.findMany({
    where: { organisationId: actor.organisationId, serverId: input.serverId },
    include: withNames,
    orderBy: { id: 'desc' },
  });
  if (grants.length === 0 && input.serverId !== undefined) await serverOf(actor, input.serverId);
  return grants.map(grantView);
}

export async function getGrant(actor: Actor, input: OfGrant): Promise<GrantView> {
  demand(actor, 'grant.read');
  const grant = await db().grant.findUnique({
    where: ofGrant(actor, input.grantId),
    include: withNames,
  });
  if (!grant) throw noGrant();
  return grantView(grant);
}

function grantView(grant: Prisma.GrantGetPayload<{ include: typeof withNames }>): GrantView {
  const expired = grant.expiresAt !== null && grant.expiresAt.getTime() <= Date.now();
  return {
    id: grant.id,
    label: grant.label,
    server: grant.server,
    tokenPrefix: grant.tokenPrefix,
    policy: grantedPolicy(grant.policy, grant.policyNumber),
    candidate: grantedPolicy(grant.candidate, grant.candidateNumber),
    may: grant.may as Permission[],
    maxInFlight: grant.maxInFlight,
    state: grant.revokedAt !== null ? 'revoked' : expired ? 'expired' : 'active',
    expiresAt: grant.expiresAt?.toISOString() ?? null,
    revokedAt: grant.revokedAt?.toISOString() ?? null,
    lastUsedAt: grant.lastUsedAt?.toISOString() ?? null,
    createdAt: grant.createdAt.toISOString(),
    createdBy: grant.createdByName,
  };
}

function grantedPolicy(
  policy: { id: string; name: string; latestNumber: number } | null,
  number: number | null,
): GrantedPolicy | null {
  return policy && { id: policy.id, name: policy.name, number, newest: policy.latestNumber };
}

async function demandVersion(
  tx: Prisma.TransactionClient,
  organisationId: string,
  policyId: string | null,
  number: number | null,
  field: string,
): Promise<void> {
  if (policyId === null) {
    if (number !== null) throw new AppError('invalid', 'A version needs its policy.', { field });
    return;
  }
  const policy = await tx.policy.findUnique({
    where: { organisationId_id: { organisationId, id: policyId } },
    select: { latestNumber: true },
  });
  if (!policy) throw noPolicy();
  if (number !== null && number > policy.latestNumber) {
    throw new AppError('not_found', `There is no version ${number} of this policy.`, { field });
  }
}

function ofGrant(actor: Actor, grantId: string) {
  return { organisationId_id: { organisationId: actor.organisationId, id: grantId } };
}

function noGrant(): AppError {
  return new AppError('not_found', 'There is no such grant.', { hint: 'Its server may have been deleted.' });
}
