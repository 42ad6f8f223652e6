/** Leading a person to the page that asks for consent: who we are there, and what we ask for. */

import { AppError } from '@/lib/errors';
import type { FoundAuthorization } from './find';
import { readScopes } from './find';
import { clientAuthMethods, clientInformation, OAuthClient, sdk } from './metadata';
import { inOurWords, type Reach, reaching } from './reach';

/** A client that registered itself. `expiresAtMs`: when its secret stops working; null for never. */
export type RegisteredClient = { client: OAuthClient; expiresAtMs: number | null };

const maxAuthorizationUrl = 16_384;

/** Dynamic registration, RFC 7591. Throws an `AppError` where the server offers none, or refuses. */
export async function registerAt(
  { metadata }: FoundAuthorization,
  { serverUrl, redirectUri, scopes }: { serverUrl: string; redirectUri: string; scopes: string | null },
  reach: Reach,
): Promise<RegisteredClient> {
  if (metadata.registration_endpoint === undefined) {
    throw new AppError(
      'invalid',
      'The authorization server knows only clients that were registered by hand.',
      {
        hint: `Register Sallyport there, with the redirect URI ${redirectUri}, and give the client id here.`,
        field: 'clientId',
      },
    );
  }
  const { registerClient } = await sdk();
  const listed = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  const auth = (['client_secret_basic', 'client_secret_post', 'none'] as const).find((way) =>
    listed.includes(way),
  );
  try {
    const answer = await reaching(serverUrl, reach, (fetchFn) =>
      registerClient(metadata.issuer, {
        metadata,
        clientMetadata: { ...ourMetadata(redirectUri), token_endpoint_auth_method: auth ?? 'none' },
        fetchFn,
        ...(scopes !== null && { scope: scopes }),
      }),
    );
    const way = clientAuthMethods.find((known) => known === answer.token_endpoint_auth_method);
    const client = OAuthClient.parse({
      id: answer.client_id,
      secret: answer.client_secret ?? null,
      auth: way ?? null,
    });
    const expires = answer.client_secret_expires_at ?? 0;
    return { client, expiresAtMs: client.secret !== null && expires > 0 ? expires * 1000 : null };
  } catch (cause) {
    const hint = `Register Sallyport there by hand, with the redirect URI ${redirectUri}, and give the client id here.`;
    throw inOurWords(cause, 'The authorization server did not take the registration of Sallyport.', hint);
  }
}

/** What is said of this installation to an authorization server: registered, or served as a document. */
export function ourMetadata(redirectUri: string) {
  const { protocol, hostname } = new URL(redirectUri);
  return {
    client_name: 'Sallyport',
    redirect_uris: [redirectUri],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    application_type: protocol === 'https:' && hostname !== 'localhost' ? 'web' : 'native',
  };
}

export type Begun = { authorizationUrl: string; verifier: string; scopes: string | null };

/** The address to lead the person to. `state` must be unguessable; the verifier stays here. */
export async function beginAuthorization(
  { resource, metadata }: FoundAuthorization,
  asked: { client: OAuthClient; redirectUri: string; state: string; scopes: string | null },
): Promise<Begun> {
  const { startAuthorization } = await sdk();
  const lasting = metadata.scopes_supported?.includes('offline_access') ? 'offline_access' : null;
  // Alone it would ask for nothing but lasting access.
  const scopes = asked.scopes === null ? null : readScopes(asked.scopes, lasting);
  const { authorizationUrl, codeVerifier } = await startAuthorization(metadata.issuer, {
    metadata,
    clientInformation: clientInformation(asked.client),
    redirectUrl: asked.redirectUri,
    state: asked.state,
    resource,
    ...(scopes !== null && { scope: scopes }),
  });
  if (authorizationUrl.href.length > maxAuthorizationUrl)
    throw new AppError('unreachable', 'The address of the page that asks for consent is too long.');
  return { authorizationUrl: authorizationUrl.href, verifier: codeVerifier, scopes };
}
