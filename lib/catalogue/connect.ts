/** Connecting a server by OAuth: leading a person to the page that asks for consent. */

import { randomUUID } from 'node:crypto';
import { db, type ServerAccess } from '@/lib/db';
import { demand } from '@/lib/demand';
import { AppError } from '@/lib/errors';
import type { Actor } from '@/lib/rights';
import { hashToken, makeToken } from '@/lib/secrets';
import {
  beginAuthorization,
  type FoundAuthorization,
  findAuthorization,
  type OAuthClient,
  type Reach,
  readScopes,
  registerAt,
} from '@/lib/upstream';
import { type Attempt, accessView, clientColumns, clientOf, notByAddress, sealAttempt } from './access-rows';
import type { Connect, OfServer } from './inputs';
import type { Outside } from './outside';
import { serverOf } from './read';
import { openSecrets } from './server-secrets';
import type { AccessView } from './shapes';

/** Where a person is led back to, and who set out. */
export type Here = {
  /** The one address that authorization servers lead back to, absolute. */
  redirectUri: string;
  /** Where this installation describes itself to authorization servers; null where they cannot reach it by https. */
  clientDocument: string | null;
  /** Of the browser; null for a program. */
  sessionId: string | null;
};

const attemptMs = 10 * 60_000;

/** Returns the address to open. It is good for ten minutes and for one answer. */
export async function connectServer(
  actor: Actor,
  input: Connect,
  outside: Outside,
  here: Here,
): Promise<{ authorizationUrl: string; expiresAt: string }> {
  demand(actor, 'server.edit');
  const server = await serverOf(actor, input.serverId);
  const { url } = server;
  if (server.transport !== 'http' || url === null) throw notByAddress();
  const { headers } = await openSecrets(server);
  if (Object.keys(headers).some((name) => name.toLowerCase() === 'authorization')) {
    throw new AppError('conflict', 'This server has an Authorization header already.', {
      hint: 'Remove it from the connection first: it would be in the way of the token.',
    });
  }
  const reach: Reach = { addresses: outside.addresses };
  const row = await accessOf(server);
  const found = await findAuthorization(url, reach);
  const wantedScopes = input.scopes === undefined ? (row?.wantedScopes ?? null) : readScopes(input.scopes);
  // What was granted so far is asked for again, unless somebody says anew what it is to be.
  const granted =
    input.scopes === undefined && row?.issuer === found.metadata.issuer ? row.scopes : undefined;
  const scopes = readScopes(wantedScopes ?? found.scopes, granted, row?.askedScopes);
  const chosen = await chooseClient(input, row, { found, url, scopes, reach, here });

  const state = makeToken('state');
  const begun = await beginAuthorization(found, { ...chosen, redirectUri: here.redirectUri, state, scopes });
  const attempt: Attempt = {
    url,
    redirectUri: here.redirectUri,
    verifier: begun.verifier,
    resource: found.resource,
    metadata: found.metadata,
    client: chosen.client,
    clientFrom: chosen.from,
    clientExpiresAtMs: chosen.expiresAtMs,
    wantedScopes,
    scopes: begun.scopes,
  };
  const expiresAt = new Date(Date.now() + attemptMs);
  await db().$transaction(async (tx) => {
    const ofServer = { organisationId: server.organisationId, serverId: server.id };
    await keepClient(tx, row, { ...ofServer, known: server.discoveredAt !== null }, attempt);
    // The newest attempt of each person counts; what nobody came back from goes.
    const forgotten = [{ ...ofServer, actorId: actor.userId }, { expiresAt: { lt: new Date() } }];
    await tx.connectAttempt.deleteMany({ where: { OR: forgotten } });
    const id = randomUUID();
    await tx.connectAttempt.create({
      data: {
        id,
        ...ofServer,
        stateHash: hashToken(state),
        sessionId: here.sessionId,
        actorId: actor.userId,
        sealed: sealAttempt(id, attempt),
        expiresAt,
      },
    });
  });
  return { authorizationUrl: begun.authorizationUrl, expiresAt: expiresAt.toISOString() };
}

/** null: the server is not reached by OAuth. */
export async function getAccess(actor: Actor, input: OfServer): Promise<AccessView | null> {
  demand(actor, 'server.read');
  const row = await accessOf(await serverOf(actor, input.serverId));
  return row && accessView(row);
}

export function accessOf(server: { organisationId: string; id: string }): Promise<ServerAccess | null> {
  const { organisationId, id } = server;
  return db().serverAccess.findUnique({
    where: { organisationId_serverId: { organisationId, serverId: id } },
  });
}

type Chosen = { client: OAuthClient; from: Attempt['clientFrom']; expiresAtMs: number | null };
type Choosing = { found: FoundAuthorization; url: string; scopes: string | null; reach: Reach; here: Here };

/** By hand, by our document, or registered: in the order that the MCP specification gives. */
async function chooseClient(input: Connect, row: ServerAccess | null, about: Choosing): Promise<Chosen> {
  const { found, here } = about;
  if (input.clientId !== undefined) {
    const client = { id: input.clientId, secret: input.clientSecret ?? null, auth: null };
    return { client, from: 'hand', expiresAtMs: null };
  }
  const known = row && clientOf(row);
  if (row && known && row.clientFrom === 'hand') {
    // INVARIANT: what was given for one authorization server is shown to no other.
    if (row.issuer === null || row.issuer === found.metadata.issuer)
      return { client: known, from: 'hand', expiresAtMs: null };
    throw new AppError('conflict', 'The server names another authorization server than before.', {
      hint: 'If that is meant, give the client id once more.',
      field: 'clientId',
    });
  }
  if (here.clientDocument !== null && found.metadata.client_id_metadata_document_supported === true) {
    return {
      client: { id: here.clientDocument, secret: null, auth: 'none' },
      from: 'document',
      expiresAtMs: null,
    };
  }
  const usable =
    row?.clientFrom === 'registered' &&
    row.issuer === found.metadata.issuer &&
    row.redirectUri === here.redirectUri &&
    (row.clientExpiresAt === null || row.clientExpiresAt.getTime() > Date.now() + attemptMs);
  if (known && usable)
    return { client: known, from: 'registered', expiresAtMs: row.clientExpiresAt?.getTime() ?? null };
  const { url: serverUrl, scopes, reach } = about;
  const asked = { serverUrl, redirectUri: here.redirectUri, scopes };
  return { ...(await registerAt(found, asked, reach)), from: 'registered' };
}

/** While there are tokens, the client that they belong to stays: the new one comes with the new tokens. */
async function keepClient(
  tx: Parameters<Parameters<ReturnType<typeof db>['$transaction']>[0]>[0],
  row: ServerAccess | null,
  server: { organisationId: string; serverId: string; known: boolean },
  attempt: Attempt,
): Promise<void> {
  if (row?.state === 'connected') return;
  const id = row?.id ?? randomUUID();
  const { client, clientFrom: from, clientExpiresAtMs: expiresAtMs, redirectUri } = attempt;
  const data = {
    url: attempt.url,
    issuer: attempt.metadata.issuer,
    wantedScopes: attempt.wantedScopes,
    ...clientColumns(id, client, { from, expiresAtMs, redirectUri }),
  };
  const { known, ...ofServer } = server;
  await tx.serverAccess.upsert({
    where: { organisationId_serverId: ofServer },
    update: data,
    // A server that answers without it goes on doing so until it is connected.
    create: { id, ...ofServer, state: known ? 'tried' : 'waiting', ...data },
  });
}
