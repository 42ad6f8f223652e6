/** The trail of changes, for those who keep an organisation. */

import { readTrail } from '@/lib/audit';
import { db } from '@/lib/db';
import { demand } from '@/lib/demand';
import type { Actor } from '@/lib/rights';
import type { ListTrail } from './inputs';
import type { TrailAuthor, TrailEvent } from './shapes';

const operator = 'operator';

/** Newest first. */
export async function listTrail(
  actor: Actor,
  input: ListTrail,
): Promise<{ events: TrailEvent[]; next: string | null }> {
  demand(actor, 'audit.read');
  const { organisationId } = actor;
  const { by, kind, action, subjectId, before, limit } = input;
  const { events, next } = await readTrail({
    organisationId,
    subjectKind: kind,
    action,
    subjectId,
    byId: by === operator ? null : by,
    before,
    limit,
  });
  const idsOf = (of: string) => events.flatMap(({ subject }) => (subject.kind === of ? [subject.id] : []));
  const there = (of: string) => ({
    where: { organisationId, id: { in: idsOf(of) } },
    select: { id: true },
  });
  const [servers, policies] = await Promise.all([
    db().server.findMany(there('server')),
    db().policy.findMany(there('policy')),
  ]);
  const found = new Set([...servers, ...policies].map(({ id }) => id));
  return {
    events: events.map(({ byId, by: name, subject, ...event }) => ({
      ...event,
      by: { id: byId ?? operator, name },
      subject: { ...subject, exists: found.has(subject.id) },
    })),
    next,
  };
}

/** Whoever may have changed something: members, API tokens, and the operator. */
export async function listTrailAuthors(actor: Actor): Promise<TrailAuthor[]> {
  demand(actor, 'audit.read');
  const { organisationId } = actor;
  const [members, tokens] = await Promise.all([
    db().member.findMany({
      where: { organisationId },
      select: { user: { select: { id: true, name: true } } },
      orderBy: { createdAt: 'asc' },
    }),
    db().apiToken.findMany({
      where: { organisationId },
      select: { id: true, name: true },
      orderBy: { id: 'asc' },
    }),
  ]);
  return [
    ...members.map(({ user }) => user),
    ...tokens.map(({ id, name }) => ({ id: `token:${id}`, name: `${name} (API token)` })),
    { id: operator, name: 'The operator, or the clock' },
  ];
}
