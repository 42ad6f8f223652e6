/** Making, saving, renaming, moving and deleting policies. A version is never changed after it was made. */

import { record } from '@/lib/audit';
import { policyToolsOf, serverOf } from '@/lib/catalogue';
import { db, type PolicyVersion, type Prisma } from '@/lib/db';
import { demand } from '@/lib/demand';
import { sha256 } from '@/lib/json';
import type { Fault } from '@/lib/policy';
import type { Actor } from '@/lib/rights';
import type { CreatePolicy, MovePolicy, OfPolicy, RenamePolicy, SavePolicy } from './inputs';
import { noPolicy, ofPolicy, versionDetail, versionSummary } from './read';
import type { Saved } from './shapes';
import { checked, startingText } from './start';

export type Created = { ok: true; id: string } | { ok: false; faults: Fault[] };

export async function createPolicy(actor: Actor, input: CreatePolicy): Promise<Created> {
  demand(actor, 'policy.edit');
  const server = input.serverId === null ? null : await serverOf(actor, input.serverId);
  const tools = server ? await policyToolsOf(actor.organisationId, server.id) : [];
  const started = startingText(input.start, tools);
  if (!started.ok) return started;
  const how = typeof input.start === 'object' ? 'import' : input.start;
  return db().$transaction(async (tx) => {
    const name = input.name ?? (await freeName(tx, actor, server ? `${server.name} policy` : 'Policy'));
    const policy = await tx.policy.create({
      data: { organisationId: actor.organisationId, name, serverId: server?.id ?? null, latestNumber: 1 },
    });
    await makeVersion(tx, actor, {
      policyId: policy.id,
      number: 1,
      text: started.text,
      message: firstMessage(how),
    });
    await record(tx, actor, {
      action: 'policy.create',
      subject: { kind: 'policy', id: policy.id, name },
      details: { start: how, server: server?.name ?? null },
    });
    return { ok: true as const, id: policy.id };
  });
}

/** Of two with one name nobody could tell in a list which is which: the second gets a number. */
async function freeName(tx: Prisma.TransactionClient, actor: Actor, wanted: string): Promise<string> {
  const stem = wanted.slice(0, 114);
  const alike = await tx.policy.findMany({
    where: { organisationId: actor.organisationId, name: { startsWith: stem } },
    select: { name: true },
  });
  const taken = new Set(alike.map(({ name }) => name));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? stem : `${stem} ${number}`;
    if (!taken.has(name)) return name;
  }
}

/**
 * Makes a version from the one that the author started from, or says what is in the way. The bytes are kept exactly.
 * INVARIANT: `latestNumber` moves from the base in one statement: of two that save at once one is told of the other.
 */
export async function savePolicy(actor: Actor, input: SavePolicy): Promise<Saved> {
  demand(actor, 'policy.edit');
  const sound = checked(input.text);
  if (!sound.ok) return { outcome: 'refused', faults: sound.faults };
  const policy = await db().policy.findUnique({ where: ofPolicy(actor, input.policyId) });
  if (!policy) throw noPolicy();
  const ofThis = { organisationId: actor.organisationId, policyId: policy.id };
  return db().$transaction(async (tx): Promise<Saved> => {
    const number = input.baseVersion + 1;
    const base = await tx.policyVersion.findFirst({ where: { ...ofThis, number: input.baseVersion } });
    if (base && policy.latestNumber === input.baseVersion && base.text === input.text) {
      return { outcome: 'unchanged', version: versionSummary(base) };
    }
    const { count } = await tx.policy.updateMany({
      where: { organisationId: actor.organisationId, id: policy.id, latestNumber: input.baseVersion },
      data: { latestNumber: number },
    });
    if (count !== 1) {
      const theirs = await tx.policyVersion.findFirst({ where: ofThis, orderBy: { number: 'desc' } });
      if (!theirs) throw noPolicy();
      return { outcome: 'conflict', base: base && versionDetail(base), theirs: versionDetail(theirs) };
    }
    const made = await makeVersion(tx, actor, {
      policyId: policy.id,
      number,
      text: input.text,
      message: input.message,
    });
    await record(tx, actor, {
      action: 'policy.save',
      subject: { kind: 'policy', id: policy.id, name: policy.name },
      details: { version: number, digest: made.digest, message: input.message },
    });
    return { outcome: 'saved', version: versionSummary(made) };
  });
}

export async function renamePolicy(actor: Actor, input: RenamePolicy): Promise<void> {
  demand(actor, 'policy.edit');
  await changePolicy(actor, input.policyId, { name: input.name }, 'policy.rename', { to: input.name });
}

/** Edited against another server from now on, or against none. The text stays as it is. */
export async function movePolicyToServer(actor: Actor, input: MovePolicy): Promise<void> {
  demand(actor, 'policy.edit');
  const server = input.serverId === null ? null : await serverOf(actor, input.serverId);
  const to = { to: server?.name ?? null };
  await changePolicy(actor, input.policyId, { serverId: server?.id ?? null }, 'policy.move', to);
}

export async function deletePolicy(actor: Actor, input: OfPolicy): Promise<void> {
  demand(actor, 'policy.delete');
  await db().$transaction(async (tx) => {
    const policy = await tx.policy.findUnique({ where: ofPolicy(actor, input.policyId) });
    if (!policy) throw noPolicy();
    const mine = { organisationId: actor.organisationId };
    // INVARIANT: a grant without a policy denies every call. Its epoch moves with this.
    await tx.grant.updateMany({
      where: { ...mine, policyId: policy.id },
      data: { policyId: null, policyNumber: null },
    });
    await tx.grant.updateMany({
      where: { ...mine, candidateId: policy.id },
      data: { candidateId: null, candidateNumber: null },
    });
    const { count } = await tx.policy.deleteMany({
      where: { organisationId: actor.organisationId, id: policy.id },
    });
    if (count !== 1) throw noPolicy();
    await record(tx, actor, {
      action: 'policy.delete',
      subject: { kind: 'policy', id: policy.id, name: policy.name },
      details: { versions: policy.latestNumber },
    });
  });
}

async function changePolicy(
  actor: Actor,
  policyId: string,
  data: { name?: string; serverId?: string | null },
  action: 'policy.rename' | 'policy.move',
  details: Record<string, string | null>,
): Promise<void> {
  await db().$transaction(async (tx) => {
    const before = await tx.policy.findUnique({ where: ofPolicy(actor, policyId) });
    if (!before) throw noPolicy();
    await tx.policy.update({ where: ofPolicy(actor, policyId), data });
    await record(tx, actor, {
      action,
      subject: { kind: 'policy', id: before.id, name: before.name },
      details,
    });
  });
}

async function makeVersion(
  tx: Prisma.TransactionClient,
  actor: Actor,
  version: { policyId: string; number: number; text: string; message: string },
): Promise<PolicyVersion> {
  return tx.policyVersion.create({
    data: {
      ...version,
      organisationId: actor.organisationId,
      digest: sha256(version.text),
      authorId: actor.userId,
      authorName: actor.name,
    },
  });
}

function firstMessage(how: string): string {
  return (
    {
      import: 'Imported',
      recommended: 'Recommended',
      'by-class': 'By class',
      'read-only': 'Read only',
      'deny-all': 'Deny all',
    }[how] ?? 'Created'
  );
}
