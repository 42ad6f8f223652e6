/** Looking at policies and their versions, and taking one home. */

import { fileStem, policyToolsOf } from '@/lib/catalogue';
import { db, type PolicyVersion } from '@/lib/db';
import { demand } from '@/lib/demand';
import { AppError } from '@/lib/errors';
import { parse } from '@/lib/policy';
import type { Actor } from '@/lib/rights';
import type { DownloadPolicy, ListPolicies, OfPolicy, OfVersion } from './inputs';
import type {
  Download,
  PolicyDetail,
  PolicySummary,
  PolicyVersionDetail,
  PolicyVersionSummary,
} from './shapes';

const withNewest = {
  server: { select: { id: true, name: true } },
  versions: { orderBy: { number: 'desc' as const }, take: 1 },
};

/** By name. */
export async function listPolicies(actor: Actor, input: ListPolicies): Promise<PolicySummary[]> {
  demand(actor, 'policy.read');
  const policies = await db().policy.findMany({
    where: { organisationId: actor.organisationId, serverId: input.serverId },
    include: {
      server: withNewest.server,
      versions: { ...withNewest.versions, select: { number: true, authorName: true, at: true } },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return policies.map((policy) => summary(policy, policy.versions[0]));
}

/** The newest version, with the tools of the server that it is edited against. */
export async function getPolicy(actor: Actor, input: OfPolicy): Promise<PolicyDetail> {
  demand(actor, 'policy.read');
  const policy = await db().policy.findUnique({
    where: ofPolicy(actor, input.policyId),
    include: withNewest,
  });
  const newest = policy?.versions[0];
  if (!policy || !newest) throw noPolicy();
  return {
    ...summary(policy, newest),
    text: newest.text,
    digest: newest.digest,
    tools: policy.serverId === null ? [] : await policyToolsOf(actor.organisationId, policy.serverId),
  };
}

/** Newest first. */
export async function listVersions(actor: Actor, input: OfPolicy): Promise<PolicyVersionSummary[]> {
  demand(actor, 'policy.read');
  const rows = await db().$queryRaw<(Omit<PolicyVersion, 'text'> & { bytes: number })[]>`
    SELECT "number", "digest", "message", "authorName", "at", octet_length("text") AS "bytes"
    FROM "PolicyVersion"
    WHERE "organisationId" = ${actor.organisationId} AND "policyId" = ${input.policyId}
    ORDER BY "number" DESC`;
  if (rows.length === 0) throw noPolicy();
  return rows.map((row) => ({
    number: row.number,
    digest: row.digest,
    message: row.message,
    author: row.authorName,
    at: row.at.toISOString(),
    bytes: row.bytes,
  }));
}

export async function getVersion(actor: Actor, input: OfVersion): Promise<PolicyVersionDetail> {
  demand(actor, 'policy.read');
  return versionDetail(await versionOf(actor, input.policyId, input.number));
}

/** The bytes as they were saved. A text with faults is never handed out as a policy. */
export async function downloadPolicy(actor: Actor, input: DownloadPolicy): Promise<Download> {
  demand(actor, 'policy.read');
  const policy = await db().policy.findUnique({ where: ofPolicy(actor, input.policyId) });
  if (!policy) throw noPolicy();
  const version = await versionOf(actor, policy.id, input.version ?? policy.latestNumber);
  const parsed = parse(version.text);
  if (!parsed.ok) return { ok: false, faults: parsed.faults };
  const bytes = new TextEncoder().encode(version.text);
  return { ok: true, fileName: fileNameOf(policy.name), bytes };
}

function fileNameOf(name: string): string {
  const stem = fileStem(name);
  return /(^|-)policy$/.test(stem) ? `${stem}.json` : `${stem}.policy.json`;
}

export function ofPolicy(actor: Actor, policyId: string) {
  return { organisationId_id: { organisationId: actor.organisationId, id: policyId } };
}

export function noPolicy(): AppError {
  return new AppError('not_found', 'There is no such policy.', { hint: 'It may have been deleted.' });
}

export function versionDetail(row: PolicyVersion): PolicyVersionDetail {
  return { ...versionSummary(row), policyId: row.policyId, text: row.text };
}

export function versionSummary(row: PolicyVersion): PolicyVersionSummary {
  return {
    number: row.number,
    digest: row.digest,
    message: row.message,
    author: row.authorName,
    at: row.at.toISOString(),
    bytes: new TextEncoder().encode(row.text).length,
  };
}

async function versionOf(actor: Actor, policyId: string, number: number): Promise<PolicyVersion> {
  const row = await db().policyVersion.findFirst({
    where: { organisationId: actor.organisationId, policyId, number },
  });
  if (!row) throw new AppError('not_found', `There is no version ${number} of this policy.`);
  return row;
}

function summary(
  policy: {
    id: string;
    name: string;
    createdAt: Date;
    latestNumber: number;
    server: { id: string; name: string } | null;
  },
  newest: Pick<PolicyVersion, 'authorName' | 'at'> | undefined,
): PolicySummary {
  return {
    id: policy.id,
    name: policy.name,
    server: policy.server,
    version: policy.latestNumber,
    savedBy: newest?.authorName ?? '',
    savedAt: (newest?.at ?? policy.createdAt).toISOString(),
    createdAt: policy.createdAt.toISOString(),
  };
}
