/** Codes into tokens, tokens into newer ones, and their end. Tokens are plain text here: whoever keeps them seals them. */

import * as z from 'zod';
import { AppError } from '@/lib/errors';
import { plainLine } from '@/lib/mcp';
import { clientInformation, type OAuthClient, type ServerMetadata, sdk } from './metadata';
import { inOurWords, type Reach, reaching } from './reach';
import { askThem } from './secure-url';

/** Where tokens come from and what they are for. */
export type TokenSource = {
  serverUrl: string;
  resource: string;
  metadata: ServerMetadata;
  client: OAuthClient;
};

const aYearSeconds = 366 * 24 * 3600;

// A token is written into a header: nothing else than RFC 6750's characters of a visible line may stand in it.
const token = z.string().regex(/^[\x21-\x7e]{1,12288}$/);
const Answered = z.object({
  access_token: token,
  token_type: z.string().refine((type) => type.toLowerCase() === 'bearer'),
  expires_in: z.number().min(0).optional(),
  scope: z.string().max(8_192).optional(),
  refresh_token: token.optional(),
});

export type Tokens = {
  access: string;
  /** null: it cannot be renewed. */
  refresh: string | null;
  /** null: the server does not say. */
  expiresInSeconds: number | null;
  /** As granted, where that is said. */
  scopes: string | null;
};

/** Checks who answered, RFC 9207, also for a refusal: another server's word does not count. */
export function demandIssuer(metadata: ServerMetadata, iss: string | null): void {
  const missing = iss === null && metadata.authorization_response_iss_parameter_supported === true;
  if (!missing && (iss === null || iss === metadata.issuer)) return;
  throw new AppError(
    'forbidden',
    'The answer did not come from the authorization server that was asked, so it was not used.',
    { hint: 'Connect the server once more. If it happens again, somebody may be in between.' },
  );
}

/** Throws an `AppError` where the server refuses the code. */
export async function exchangeCode(
  source: TokenSource,
  given: { code: string; iss: string | null; verifier: string; redirectUri: string },
  reach: Reach,
): Promise<Tokens> {
  demandIssuer(source.metadata, given.iss);
  const { exchangeAuthorization } = await sdk();
  try {
    const answer = await reaching(source.serverUrl, reach, (fetchFn) =>
      exchangeAuthorization(source.metadata.issuer, {
        ...asked(source, fetchFn),
        authorizationCode: given.code,
        codeVerifier: given.verifier,
        redirectUri: given.redirectUri,
        ...(given.iss !== null && { iss: given.iss }),
      }),
    );
    return readTokens(answer);
  } catch (cause) {
    const code = await errorCodeOf(cause);
    const why = code === null ? '' : ` (${plainLine(code, 60)})`;
    throw inOurWords(cause, `The authorization server gave no token${why}.`, 'Connect the server once more.');
  }
}

export type Renewed =
  | { ok: true; tokens: Tokens }
  /** `gone`: the access is over, and only a person can get another. Otherwise it may work later. */
  | { ok: false; gone: boolean; message: string };

const endings = new Set([
  'invalid_grant',
  'invalid_client',
  'unauthorized_client',
  'invalid_scope',
  'access_denied',
]);

/** Never throws for what the other side does. */
export async function renewTokens(source: TokenSource, refresh: string, reach: Reach): Promise<Renewed> {
  const { refreshAuthorization } = await sdk();
  try {
    const answer = await reaching(source.serverUrl, reach, (fetchFn) =>
      refreshAuthorization(source.metadata.issuer, { ...asked(source, fetchFn), refreshToken: refresh }),
    );
    return { ok: true, tokens: readTokens(answer) };
  } catch (cause) {
    const code = await errorCodeOf(cause);
    if (code !== null && endings.has(code))
      return { ok: false, gone: true, message: `The authorization server renews it no more (${code}).` };
    return { ok: false, gone: false, message: 'The authorization server did not renew it.' };
  }
}

/** RFC 7009, where the server offers it. True where it said that it is done. */
export async function revokeToken(
  source: TokenSource,
  kept: Pick<Tokens, 'access' | 'refresh'>,
  reach: Reach,
): Promise<boolean> {
  const { revocation_endpoint: endpoint, token_endpoint_auth_methods_supported: listed = [] } =
    source.metadata;
  if (endpoint === undefined) return false;
  const { selectClientAuthMethod } = await sdk();
  const known = clientInformation(source.client);
  const revoke = async (value: string, hint: string, fetching: typeof fetch): Promise<boolean> => {
    const body = new URLSearchParams({ token: value, token_type_hint: hint });
    const headers = new Headers({
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
    });
    showWho(selectClientAuthMethod(known, listed), source.client, headers, body);
    return (await fetching(endpoint, { method: 'POST', headers, body })).ok;
  };
  try {
    return await reaching(source.serverUrl, reach, async (fetching) => {
      const through = fetching as typeof fetch;
      const lasting = kept.refresh === null || (await revoke(kept.refresh, 'refresh_token', through));
      return (await revoke(kept.access, 'access_token', through)) && lasting;
    });
  } catch {
    return false;
  }
}

/** As the SDK does at the token endpoint. RFC 6749, section 2.3.1. */
function showWho(way: string, { id, secret }: OAuthClient, headers: Headers, body: URLSearchParams): void {
  if (way === 'client_secret_basic')
    headers.set(
      'authorization',
      `Basic ${Buffer.from(`${id}:${secret ?? ''}`, 'latin1').toString('base64')}`,
    );
  else {
    body.set('client_id', id);
    if (way === 'client_secret_post' && secret !== null) body.set('client_secret', secret);
  }
}

function asked(source: TokenSource, fetchFn: Parameters<Parameters<typeof reaching>[2]>[0]) {
  const { metadata, client, resource } = source;
  return { metadata, clientInformation: clientInformation(client), resource, fetchFn };
}

function readTokens(answer: unknown): Tokens {
  const read = Answered.safeParse(answer);
  if (!read.success)
    throw new AppError('unreachable', 'The authorization server gave no bearer token.', { hint: askThem });
  const { access_token, refresh_token, expires_in, scope } = read.data;
  return {
    access: access_token,
    refresh: refresh_token ?? null,
    expiresInSeconds: expires_in === undefined ? null : Math.min(expires_in, aYearSeconds),
    scopes: scope === undefined ? null : plainLine(scope, 4_096),
  };
}

/** The code of RFC 6749, section 5.2; null for anything else that went wrong. */
async function errorCodeOf(cause: unknown): Promise<string | null> {
  const { OAuthError } = await sdk();
  return cause instanceof OAuthError && /^[a-z_]{1,60}$/.test(String(cause.code)) ? String(cause.code) : null;
}
