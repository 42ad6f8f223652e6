/** Accesses by OAuth at rest: tokens and secrets sealed to their row, and what people may see of them. */

import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { ask, type Prisma, type ServerAccess } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { seal, unseal } from '@/lib/secrets';
import { OAuthClient, readScopes, ServerMetadata, type TokenSource, type Tokens } from '@/lib/upstream';
import type { ByOAuth } from './inputs';
import type { AccessView } from './shapes';

type Field = 'sealedAccess' | 'sealedRefresh' | 'sealedClientSecret';

const place = (id: string, field: Field) => ({ table: 'ServerAccess', id, field });

export function sealOf(id: string, field: Field, value: string | null): string | null {
  return value === null ? null : seal(value, place(id, field));
}

export function openOf(row: ServerAccess, field: Field): string | null {
  const sealed = row[field];
  return sealed === null ? null : unseal(sealed, place(row.id, field));
}

/** An attempt as it was when the person set out: what comes back is judged by this and by nothing newer. */
export const Attempt = z.object({
  url: z.string(),
  redirectUri: z.string(),
  verifier: z.string(),
  resource: z.string(),
  metadata: ServerMetadata,
  client: OAuthClient,
  clientFrom: z.enum(['hand', 'document', 'registered']),
  clientExpiresAtMs: z.number().nullable(),
  wantedScopes: z.string().nullable(),
  scopes: z.string().nullable(),
});
export type Attempt = z.output<typeof Attempt>;

const attemptPlace = (id: string) => ({ table: 'ConnectAttempt', id, field: 'sealed' });

export function sealAttempt(id: string, attempt: Attempt): string {
  return seal(JSON.stringify(attempt), attemptPlace(id));
}

export function openAttempt(row: { id: string; sealed: string }): Attempt {
  return Attempt.parse(JSON.parse(unseal(row.sealed, attemptPlace(row.id))));
}

/** Who we are at its authorization server; null while nobody has said. */
export function clientOf(row: ServerAccess): OAuthClient | null {
  if (row.clientId === null) return null;
  const read = OAuthClient.safeParse({
    id: row.clientId,
    secret: openOf(row, 'sealedClientSecret'),
    auth: row.clientAuth,
  });
  return read.success ? read.data : null;
}

/** Where its tokens come from; null for an access that was never given. */
export function sourceOf(row: ServerAccess): TokenSource | null {
  const client = clientOf(row);
  if (client === null || row.resource === null || row.metadata === null) return null;
  const metadata = ServerMetadata.parse(JSON.parse(row.metadata));
  return { serverUrl: row.url, resource: row.resource, metadata, client };
}

/** A server that was registered as one that lets in by OAuth alone. */
export async function expectAccess(
  tx: Prisma.TransactionClient,
  server: { organisationId: string; id: string; url: string },
  { clientId, clientSecret, scopes }: ByOAuth,
): Promise<void> {
  const id = randomUUID();
  await tx.serverAccess.create({
    data: {
      id,
      organisationId: server.organisationId,
      serverId: server.id,
      url: server.url,
      wantedScopes: scopes === undefined ? null : readScopes(scopes),
      ...(clientId !== undefined && {
        clientFrom: 'hand',
        clientId,
        sealedClientSecret: sealOf(id, 'sealedClientSecret', clientSecret ?? null),
      }),
    },
  });
}

/** The columns of a client. */
export function clientColumns(
  id: string,
  client: OAuthClient,
  more: { from: Attempt['clientFrom']; expiresAtMs: number | null; redirectUri: string },
) {
  return {
    clientFrom: more.from,
    clientId: client.id,
    clientAuth: client.auth,
    sealedClientSecret: sealOf(id, 'sealedClientSecret', client.secret),
    clientExpiresAt: more.expiresAtMs === null ? null : new Date(more.expiresAtMs),
    redirectUri: more.redirectUri,
  };
}

/** Renewed so long before the end; of a token that lasts shorter than twice that, at half its time. */
const earlySeconds = 60;

/**
 * Keeps tokens of the next generation, by the database's clock: every process judges them alike. False where somebody
 * else was there first, or the access is over.
 */
export async function keepTokens(
  tx: Prisma.TransactionClient,
  row: Pick<ServerAccess, 'id' | 'generation'>,
  tokens: Tokens,
): Promise<boolean> {
  const seconds = tokens.expiresInSeconds;
  const early = tokens.refresh === null ? 0 : Math.min(earlySeconds, (seconds ?? 0) / 2);
  const count = await tx.$executeRaw`
    UPDATE "ServerAccess" SET
      "sealedAccess" = ${sealOf(row.id, 'sealedAccess', tokens.access)},
      "sealedRefresh" = ${sealOf(row.id, 'sealedRefresh', tokens.refresh)},
      "scopes" = coalesce(${tokens.scopes}::text, "scopes"),
      "expiresAt" = now() + make_interval(secs => ${seconds}::float8),
      "renewAt" = now() + make_interval(secs => ${seconds === null ? null : seconds - early}::float8),
      "gotAt" = now(), "generation" = "generation" + 1, "leaseUntil" = NULL, "state" = 'connected', "problem" = NULL
    WHERE "id" = ${row.id} AND "generation" = ${row.generation}`;
  return count === 1;
}

/** By the database's clock, at the moment of reading. */
export type AccessNow = ServerAccess & { due: boolean; over: boolean; renewInMs: number | null };

export async function accessNow(serverId: string): Promise<AccessNow | null> {
  const { rows } = await ask<AccessNow>(
    `SELECT *, coalesce("renewAt" <= now(), false) AS "due", coalesce("expiresAt" <= now(), false) AS "over",
        (extract(epoch FROM "renewAt" - now()) * 1000)::float8 AS "renewInMs"
      FROM "ServerAccess" WHERE "serverId" = $1`,
    [serverId],
  );
  return rows[0] ?? null;
}

export function accessView(row: ServerAccess): AccessView {
  return {
    state: row.state === 'connected' || row.state === 'lost' || row.state === 'waiting' ? row.state : 'tried',
    problem: row.problem,
    issuer: row.issuer,
    scopes: words(row.scopes),
    asks: row.askedScopes === null ? null : words(row.askedScopes),
    wantedScopes: row.wantedScopes,
    client:
      row.clientFrom === null
        ? null
        : { from: row.clientFrom as Attempt['clientFrom'], id: row.clientId ?? '' },
    expiresAt: row.expiresAt?.toISOString() ?? null,
    renews: row.sealedRefresh !== null,
    connectedAt: row.connectedAt?.toISOString() ?? null,
    connectedBy: row.connectedByName,
  };
}

function words(scopes: string | null): string[] {
  return scopes?.split(' ').filter(Boolean) ?? [];
}

export function notByAddress(): AppError {
  return new AppError('invalid', 'Only servers that are reached by an address can be connected.', {
    hint: 'A server that is started by a command takes its credentials from the environment.',
  });
}
