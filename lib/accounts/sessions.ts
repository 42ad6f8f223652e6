/** Where somebody is signed in, and ending it there. */

import { record } from '@/lib/audit';
import { db } from '@/lib/db';
import { AppError } from '@/lib/errors';
import type { Actor } from '@/lib/rights';
import { auth } from './auth';
import type { EndSession } from './inputs';
import type { Asker } from './session';

export type SessionView = {
  id: string;
  /** The one that asks. */
  isThis: boolean;
  /** ISO 8601. */
  since: string;
  until: string;
  /** As the browser named itself, and the address that it came from; null where neither was told. */
  agent: string | null;
  address: string | null;
};

const most = 100;

/** The person's own sessions that still hold, the newest first. No token leaves. */
export async function listSessions(actor: Actor, asker: Asker): Promise<SessionView[]> {
  const here = await auth().api.getSession({ headers: asker.headers });
  const sessions = await db().session.findMany({
    where: { userId: actor.userId, expiresAt: { gt: new Date() } },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: most,
  });
  return sessions.map((session) => ({
    id: session.id,
    isThis: session.id === here?.session.id,
    since: session.createdAt.toISOString(),
    until: session.expiresAt.toISOString(),
    agent: session.userAgent,
    address: session.ipAddress,
  }));
}

/** INVARIANT: only of the person who asks: another's id is not there. */
export async function endSession(actor: Actor, input: EndSession): Promise<void> {
  await db().$transaction(async (tx) => {
    const { count } = await tx.session.deleteMany({ where: { id: input.sessionId, userId: actor.userId } });
    if (count !== 1) throw new AppError('not_found', 'This session has ended already.');
    await record(tx, actor, {
      action: 'person.end-session',
      subject: { kind: 'person', id: actor.userId, name: actor.name },
    });
  });
}
