/**
 * The trail of changes. A row is written inside the transaction of the change that it tells of: neither is there
 * without the other. It holds no secret and no text of a policy, only who, what, and on which thing.
 */

import { db, type Prisma } from '@/lib/db';

/** Who did it: a person, or the operator at the machine's command line (no id). */
export type AuditActor = { organisationId: string; userId: string | null; name: string };

export const auditKinds = [
  'server',
  'tool',
  'policy',
  'grant',
  'approval',
  'api-token',
  'person',
  'organisation',
] as const;

/** Each begins with the kind of what it was done to. */
export const auditActions = [
  'server.register',
  'server.discover',
  'server.review',
  'server.edit',
  'server.enforce',
  'server.look',
  'server.connect',
  'server.disconnect',
  'server.access-lost',
  'server.discard',
  'server.delete',
  'tool.classify',
  'policy.create',
  'policy.save',
  'policy.rename',
  'policy.move',
  'policy.delete',
  'grant.create',
  'grant.edit',
  'grant.revoke',
  'approval.approve',
  'approval.deny',
  'api-token.create',
  'api-token.revoke',
  'person.first-owner',
  'person.sign-up',
  'person.rename',
  'person.change-password',
  'person.reset-password',
  'person.end-session',
  'person.sign-out-everywhere',
  'organisation.rename',
] as const;
export type AuditAction = (typeof auditActions)[number];

export type AuditSubject = {
  kind: (typeof auditKinds)[number];
  id: string;
  name: string;
};

export type AuditEntry = {
  action: AuditAction;
  subject: AuditSubject;
  /** Names, counts and versions. Never a value that somebody keeps secret. */
  details?: Record<string, string | number | boolean | null | string[]>;
};

export type AuditView = {
  id: string;
  at: string;
  by: string;
  /** A person's id, or `token:` and a token's; null for what nobody signed in did. */
  byId: string | null;
  action: string;
  subject: AuditSubject;
  details: Record<string, unknown>;
};

export async function record(
  tx: Prisma.TransactionClient,
  actor: AuditActor,
  entry: AuditEntry,
): Promise<void> {
  await tx.auditEvent.create({
    data: {
      organisationId: actor.organisationId,
      actorId: actor.userId,
      actorName: actor.name,
      action: entry.action,
      subjectKind: entry.subject.kind,
      subjectId: entry.subject.id,
      subjectName: entry.subject.name,
      details: JSON.stringify(entry.details ?? {}),
    },
  });
}

export type AuditFilter = {
  organisationId: string;
  subjectKind?: AuditSubject['kind'];
  subjectId?: string;
  action?: AuditAction;
  /** null: what nobody signed in did. */
  byId?: string | null;
  /** The `next` of the page before. */
  before?: string;
  /** At most 200. */
  limit?: number;
};

/** Newest first. Whoever calls has asked for the right to read it. */
export async function readTrail(filter: AuditFilter): Promise<{ events: AuditView[]; next: string | null }> {
  const limit = Math.min(Math.max(filter.limit ?? 50, 1), 200);
  const rows = await db().auditEvent.findMany({
    where: {
      organisationId: filter.organisationId,
      subjectKind: filter.subjectKind,
      subjectId: filter.subjectId,
      action: filter.action,
      actorId: filter.byId,
      // Ids are UUIDs of version 7: their order is the order of time.
      ...(filter.before === undefined ? {} : { id: { lt: filter.before } }),
    },
    orderBy: { id: 'desc' },
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  return {
    events: page.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      by: row.actorName,
      byId: row.actorId,
      action: row.action,
      subject: { kind: row.subjectKind as AuditSubject['kind'], id: row.subjectId, name: row.subjectName },
      details: JSON.parse(row.details) as Record<string, unknown>,
    })),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}
