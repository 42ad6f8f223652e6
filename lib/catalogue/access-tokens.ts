/** The token for a connection that is about to be made, renewed in time: by one process, however many need it. */

import { record } from '@/lib/audit';
import { ask, db, type Server, type ServerAccess } from '@/lib/db';
import { type Reach, readScopes, renewTokens, revokeToken } from '@/lib/upstream';
import { type AccessNow, accessNow, keepTokens, openOf, sourceOf } from './access-rows';

export type Bearer =
  | {
      ok: true;
      /** For the Authorization header. Never log it. */
      authorization: string;
      generation: number;
      /** Ask again after so many milliseconds; null: it has no known end. */
      renewInMs: number | null;
    }
  /** `wants`: a person who connects it, or nothing but time. */
  | { ok: false; wants: 'person' | 'time'; message: string; hint: string };

/** Whoever renews has so long: after that another may, because the first one died. Longer than `reachMs`. */
const leaseSeconds = 20;
const reachMs = 10_000;
/** Others wait for it at most so long, looking so often. */
const waitMs = 4_000;
const lookMs = 100;
/** After a renewal that failed for now, nobody tries again before this. */
const pauseSeconds = 2;
/** A server that refuses a token that is younger than this will refuse the next one too. */
const youngSeconds = 60;

const connectIt = 'Open the server in the console and connect it.';

/** null: the server is not reached by OAuth. Throws only where the store does. */
export async function bearerOf(server: Pick<Server, 'id' | 'url'>, reach: Reach): Promise<Bearer | null> {
  const endsAt = performance.now() + waitMs;
  for (;;) {
    const row = await accessNow(server.id);
    if (row === null || row.state === 'tried') return null;
    if (row.url !== server.url && row.state === 'connected')
      return person('The server has another address than the one that it was connected at.');
    if (row.state === 'waiting') return person('The server has not been connected yet.');
    if (row.state !== 'connected')
      return person(`The access to the server is over. ${row.problem ?? ''}`.trim());
    if (!row.due) return bearer(row, row.renewInMs);
    const outcome = await renew(row, reach);
    if (outcome === 'done') continue;
    // The last minute of a token is as good as any other.
    if (!row.over) return bearer(row, lookMs);
    if (outcome === 'failed' || performance.now() > endsAt) {
      const message = 'The access to the server has run out and could not be renewed just now.';
      return { ok: false, wants: 'time', message, hint: 'Try again in a moment.' };
    }
    await new Promise((resolve) => setTimeout(resolve, lookMs));
  }
}

/**
 * A server answered 401 to this very generation: it is used no more, and renewed before the next use. Nothing happens to
 * a token that is young or has been replaced: a server that refuses everything is not asked for ever new ones.
 */
export async function tokenRefused(serverId: string, generation: number): Promise<void> {
  await ask(
    `UPDATE "ServerAccess" SET "renewAt" = now(), "expiresAt" = now()
      WHERE "serverId" = $1 AND "generation" = $2 AND "state" = 'connected'
        AND "gotAt" < now() - make_interval(secs => $3)`,
    [serverId, generation, youngSeconds],
  );
}

const maxAskedLength = 2_048;

/**
 * The server wants more than that generation of its tokens reaches: the next person who connects it asks for these scopes
 * too. `scopes`: null where it does not say which.
 */
export async function moreScopes(serverId: string, generation: number, scopes: string | null): Promise<void> {
  const where = { serverId, generation, state: 'connected' };
  const row = await db().serverAccess.findFirst({ where, select: { askedScopes: true } });
  if (row === null) return;
  const asked = [readScopes(row.askedScopes, scopes), scopes].find(
    (list) => list !== null && list.length <= maxAskedLength,
  );
  if ((asked ?? '') !== row.askedScopes)
    await db().serverAccess.updateMany({ where, data: { askedScopes: asked ?? '' } });
}

function bearer(row: ServerAccess, renewInMs: number | null): Bearer {
  const token = openOf(row, 'sealedAccess');
  if (token === null) return person('The server has not been connected yet.');
  return { ok: true, authorization: `Bearer ${token}`, generation: row.generation, renewInMs };
}

function person(message: string): Bearer {
  return { ok: false, wants: 'person', message, hint: connectIt };
}

/**
 * `done`: read again. `busy`: somebody else is at it. INVARIANT: a refresh token is used once, since using it twice may
 * end the access: the lease is taken in one statement, on real Postgres and on the embedded one.
 */
async function renew(row: AccessNow, reach: Reach): Promise<'done' | 'busy' | 'failed'> {
  const refresh = openOf(row, 'sealedRefresh');
  const source = sourceOf(row);
  if (refresh === null || source === null) {
    if (!row.over) return 'busy';
    await lose(row, 'It has run out, and there is nothing to renew it with.');
    return 'done';
  }
  const { rowCount } = await ask(
    `UPDATE "ServerAccess" SET "leaseUntil" = now() + make_interval(secs => $3)
      WHERE "id" = $1 AND "generation" = $2 AND "state" = 'connected'
        AND ("leaseUntil" IS NULL OR "leaseUntil" < now())`,
    [row.id, row.generation, leaseSeconds],
  );
  if (rowCount !== 1) return 'busy';
  // Whatever becomes of the one who asked: a refresh token that was sent must not be lost with the answer.
  const { signal: _signal, ...steady } = reach;
  const renewed = await renewTokens(source, refresh, { ...steady, timeoutMs: reachMs });
  if (renewed.ok) {
    const kept = await db().$transaction((tx) => keepTokens(tx, row, renewed.tokens));
    // Disconnected or connected anew meanwhile: nobody will use these.
    if (!kept) await revokeToken(source, renewed.tokens, { ...steady, timeoutMs: reachMs });
    return 'done';
  }
  if (renewed.gone) {
    await lose(row, renewed.message);
    return 'done';
  }
  await ask(
    `UPDATE "ServerAccess" SET "leaseUntil" = now() + make_interval(secs => $3)
      WHERE "id" = $1 AND "generation" = $2`,
    [row.id, row.generation, pauseSeconds],
  );
  return 'failed';
}

/** Until a person connects it again every call is refused. What is left of the tokens goes. */
async function lose(row: ServerAccess, problem: string): Promise<void> {
  await db().$transaction(async (tx) => {
    const { count } = await tx.serverAccess.updateMany({
      where: { id: row.id, generation: row.generation, state: 'connected' },
      data: {
        state: 'lost',
        problem,
        sealedAccess: null,
        sealedRefresh: null,
        leaseUntil: null,
        generation: { increment: 1 },
      },
    });
    if (count !== 1) return;
    const server = await tx.server.findUnique({ where: { id: row.serverId }, select: { name: true } });
    const nobody = { organisationId: row.organisationId, userId: null, name: 'Sallyport, by the clock' };
    await record(tx, nobody, {
      action: 'server.access-lost',
      subject: { kind: 'server', id: row.serverId, name: server?.name ?? '' },
      details: { issuer: row.issuer ?? '' },
    });
  });
}
