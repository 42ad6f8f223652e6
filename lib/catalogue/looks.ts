/** Servers are asked again what they offer: by the clock, and when they say that it has changed. */

import { record } from '@/lib/audit';
import { db, pool, type Server } from '@/lib/db';
import { demand } from '@/lib/demand';
import { AppError, isAppError } from '@/lib/errors';
import type { Actor } from '@/lib/rights';
import { askServer } from './discover';
import type { SetLookEvery } from './inputs';
import { type LookEvery, nextLook, readLookEvery } from './look-times';
import type { Outside } from './outside';
import { serverOf } from './read';
import type { Looking } from './shapes';
import { lookingOf } from './view';

/** Whoever takes a server has so long: after that another process may, because the first one died. */
const leaseMinutes = 15;
/** A server that says over and over that its tools are others is still asked at most so often. A command is a process each time. */
const hurrySeconds = { http: 10, stdio: 60 };

const byClock = 'Sallyport, by the clock';

/**
 * Asks the one server that has waited longest, if one is due. Null where none is. Processes that do this at once never
 * take the same server: taking it moves its time, in one statement, on real Postgres and on the embedded one. What goes
 * wrong with a server is kept with it, and does not throw.
 */
export async function lookAtNext(
  outside: Outside,
  signal: AbortSignal,
): Promise<{ serverId: string; outcome: string } | null> {
  const server = await takeNext(outside);
  if (server === null) return null;
  const actor = { organisationId: server.organisationId, userId: null, name: byClock };
  try {
    const { kind } = await askServer(actor, server, outside, { signal, always: false });
    return { serverId: server.id, outcome: kind };
  } catch (error) {
    // Edited or deleted meanwhile, or a credential that cannot be opened: told, and tried again with a pause.
    await postpone(server);
    if (!isAppError(error)) throw error;
    return { serverId: server.id, outcome: error.message };
  }
}

/** The gateway heard `list_changed`. Off stays off. */
export async function hurryLook(serverId: string): Promise<void> {
  await pool().query(
    `UPDATE "Server" SET "lookAt" = least("lookAt", greatest(now(),
        greatest("discoveredAt", "failedAt") + CASE "transport" WHEN 'http' THEN $2::float8 ELSE $3::float8 END * interval '1 second'))
      WHERE "id" = $1 AND "lookAt" IS NOT NULL`,
    [serverId, hurrySeconds.http, hurrySeconds.stdio],
  );
}

export async function setLookEvery(actor: Actor, input: SetLookEvery): Promise<Looking> {
  demand(actor, 'server.edit');
  const server = await serverOf(actor, input.serverId);
  if (server.transport === 'none') {
    throw new AppError('invalid', 'This server was pasted as a list of tools: there is nobody to ask.', {
      hint: 'Paste a newer answer of tools/list.',
    });
  }
  const lookAt = nextLook(input.every, server.lookFailures, lastAsked(server), Math.random());
  const where = { organisationId_id: { organisationId: server.organisationId, id: server.id } };
  return db().$transaction(async (tx) => {
    const after = await tx.server.update({ where, data: { lookEvery: input.every, lookAt } });
    await record(tx, actor, {
      action: 'server.look',
      subject: { kind: 'server', id: server.id, name: server.name },
      details: { from: server.lookEvery, to: input.every },
    });
    return lookingOf(after);
  });
}

/** Commands that people gave run by the clock only where they may run at all; the samples' fixed ones always do. */
async function takeNext(outside: Outside): Promise<Server | null> {
  const { rows } = await pool().query<{ id: string }>(
    `UPDATE "Server" SET "lookAt" = now() + make_interval(mins => $1)
      WHERE "id" = (
        SELECT "id" FROM "Server"
         WHERE "lookAt" <= now() AND "lookEvery" <> 'off' AND "state" = 'reviewed'
           AND ("transport" = 'http' OR "sample" IS NOT NULL OR ($2 AND "transport" = 'stdio'))
         ORDER BY "lookAt" LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING "id"`,
    [leaseMinutes, outside.stdio],
  );
  const id = rows[0]?.id;
  return id === undefined ? null : db().server.findFirst({ where: { id } });
}

async function postpone(server: Server): Promise<void> {
  const failures = server.lookFailures + 1;
  const every: LookEvery = readLookEvery(server.lookEvery);
  await db().server.updateMany({
    where: { id: server.id, revision: server.revision },
    data: { lookFailures: failures, lookAt: nextLook(every, failures, Date.now(), Math.random()) },
  });
}

function lastAsked(server: Server): number {
  return Math.max(server.discoveredAt?.getTime() ?? 0, server.failedAt?.getTime() ?? 0) || Date.now();
}
