/** The way back from the page that asks for consent, and the end of an access. */

import { randomUUID } from 'node:crypto';
import { record } from '@/lib/audit';
import { ask, type ConnectAttempt, db } from '@/lib/db';
import { demand } from '@/lib/demand';
import { AppError, isAppError } from '@/lib/errors';
import { plainLine } from '@/lib/mcp';
import type { Actor } from '@/lib/rights';
import { hashToken } from '@/lib/secrets';
import { demandIssuer, exchangeCode, type Reach, type Tokens } from '@/lib/upstream';
import { endOfAccess } from './access-end';
import { type Attempt, clientColumns, keepTokens, openAttempt } from './access-rows';
import { accessOf } from './connect';
import type { ComeBack, OfServer } from './inputs';
import type { Outside } from './outside';
import { serverOf } from './read';

/** What came of it. A server that is known shows the sentence on its own page. */
export type CameBack = { serverId: string; name: string; connected: boolean };

/**
 * Takes the state and whatever came with it. Throws an `AppError` where the state is unknown, used, expired or another
 * browser's; what goes wrong after that is kept with the server.
 */
export async function comeBack(
  actor: Actor,
  input: ComeBack,
  outside: Outside,
  sessionId: string | null,
): Promise<CameBack> {
  demand(actor, 'server.edit');
  const row = await takeAttempt(input.state);
  const ours = row !== null && row.organisationId === actor.organisationId;
  const same =
    ours && (row.sessionId === null || (row.sessionId === sessionId && row.actorId === actor.userId));
  if (!same) {
    throw new AppError(
      'forbidden',
      'This way back was used before, is not known, or began in another browser.',
      {
        hint: 'Open the server and connect it once more.',
      },
    );
  }
  const server = await serverOf(actor, row.serverId);
  const about = { serverId: server.id, name: server.name };
  try {
    if (row.expiresAt.getTime() <= Date.now())
      throw new AppError('timeout', 'It took longer than ten minutes to come back.');
    const attempt = openAttempt(row);
    const tokens = await tokensFor(attempt, input, { addresses: outside.addresses });
    await keep(actor, server, attempt, tokens);
    return { ...about, connected: true };
  } catch (error) {
    if (!isAppError(error)) throw error;
    const problem = [error.message, error.hint].filter(Boolean).join(' ');
    await db().serverAccess.updateMany({
      where: { organisationId: actor.organisationId, serverId: server.id },
      data: { problem },
    });
    return { ...about, connected: false };
  }
}

/** Ends the access here, and there too where the authorization server offers that. Calls are refused from now on. */
export async function disconnectServer(actor: Actor, input: OfServer, outside: Outside): Promise<void> {
  demand(actor, 'server.edit');
  const server = await serverOf(actor, input.serverId);
  const row = await accessOf(server);
  if (row === null || row.state === 'tried')
    throw new AppError('not_found', 'This server is not connected.', {
      hint: 'It is reached without OAuth.',
    });
  const endThere = endOfAccess(row, outside);
  await db().$transaction(async (tx) => {
    await tx.connectAttempt.deleteMany({
      where: { organisationId: server.organisationId, serverId: server.id },
    });
    await tx.serverAccess.update({
      where: { id: row.id },
      data: {
        state: 'waiting',
        problem: null,
        askedScopes: null,
        sealedAccess: null,
        sealedRefresh: null,
        scopes: null,
        expiresAt: null,
        renewAt: null,
        leaseUntil: null,
        connectedById: null,
        connectedByName: null,
        connectedAt: null,
        generation: { increment: 1 },
      },
    });
    await moveOn(tx, server);
    await record(tx, actor, {
      action: 'server.disconnect',
      subject: { kind: 'server', id: server.id, name: server.name },
      details: { issuer: row.issuer ?? '' },
    });
  });
  // Only after it is over here: whatever the other side answers, nothing uses it any more.
  await endThere();
}

/** INVARIANT: a state works once, whatever comes of it: it is gone before anything is looked at. */
async function takeAttempt(state: string): Promise<ConnectAttempt | null> {
  const { rows } = await ask<ConnectAttempt>(
    'DELETE FROM "ConnectAttempt" WHERE "stateHash" = $1 RETURNING *',
    [hashToken(state)],
  );
  return rows[0] ?? null;
}

function tokensFor(attempt: Attempt, input: ComeBack, reach: Reach): Promise<Tokens> {
  const iss = input.iss ?? null;
  demandIssuer(attempt.metadata, iss);
  if (input.error !== undefined) {
    const denied = input.error === 'access_denied';
    const why = denied
      ? 'The access was refused on the page that asks for consent.'
      : `The authorization server refused: ${plainLine(input.error, 60)}.`;
    throw new AppError('forbidden', why, {
      hint: 'Nothing was changed. Connect it once more if it was not meant.',
    });
  }
  if (input.code === undefined)
    throw new AppError('invalid', 'The authorization server came back without a code.', {
      hint: 'Connect it once more.',
    });
  const { url: serverUrl, resource, metadata, client, verifier, redirectUri } = attempt;
  const given = { code: input.code, iss, verifier, redirectUri };
  return exchangeCode({ serverUrl, resource, metadata, client }, given, reach);
}

type Place = { organisationId: string; id: string; name: string; url: string | null };

async function keep(actor: Actor, server: Place, attempt: Attempt, tokens: Tokens): Promise<void> {
  const where = { organisationId_serverId: { organisationId: server.organisationId, serverId: server.id } };
  await db().$transaction(async (tx) => {
    const before = await tx.serverAccess.findUnique({ where });
    const id = before?.id ?? randomUUID();
    const data = {
      url: attempt.url,
      issuer: attempt.metadata.issuer,
      resource: attempt.resource,
      metadata: JSON.stringify(attempt.metadata),
      wantedScopes: attempt.wantedScopes,
      askedScopes: null,
      scopes: tokens.scopes ?? attempt.scopes,
      ...clientColumns(id, attempt.client, {
        from: attempt.clientFrom,
        expiresAtMs: attempt.clientExpiresAtMs,
        redirectUri: attempt.redirectUri,
      }),
      connectedById: actor.userId,
      connectedByName: actor.name,
      connectedAt: new Date(),
    };
    const ofServer = { organisationId: server.organisationId, serverId: server.id };
    const row = await tx.serverAccess.upsert({ where, update: data, create: { id, ...ofServer, ...data } });
    if (server.url !== attempt.url || !(await keepTokens(tx, row, tokens)))
      throw new AppError('conflict', 'The server was edited meanwhile.', { hint: 'Connect it once more.' });
    await moveOn(tx, server);
    await record(tx, actor, {
      action: 'server.connect',
      subject: { kind: 'server', id: server.id, name: server.name },
      details: { issuer: attempt.metadata.issuer, scopes: data.scopes ?? '', client: attempt.clientFrom },
    });
  });
}

/** A call that was decided before is decided again: see `Server.settingsEpoch`. */
async function moveOn(
  tx: Parameters<Parameters<ReturnType<typeof db>['$transaction']>[0]>[0],
  { organisationId, id }: Pick<Place, 'organisationId' | 'id'>,
): Promise<void> {
  await tx.server.update({
    where: { organisationId_id: { organisationId, id } },
    data: { revision: { increment: 1 } },
  });
}
