/** From a server's address to who gives access to it: RFC 9728, RFC 8414, and the MCP specification's authorization. */

import * as z from 'zod';
import { AppError, isAppError } from '@/lib/errors';
import { plainLine } from '@/lib/mcp';
import { Broken } from '../failures';
import { clientInfo } from '../negotiate';
import type { AddressPolicy } from '../target';
import { ServerMetadata, sdk } from './metadata';
import { type Fetching, inOurWords, type Reach, reaching } from './reach';
import { askThem, secureUrl } from './secure-url';

export type FoundAuthorization = {
  /** What a token is asked for: the server's own name for itself, else its address. RFC 8707. */
  resource: string;
  metadata: ServerMetadata;
  /** What the server asks for, separated by blanks; null where it says nothing. */
  scopes: string | null;
};

const ResourceMetadata = z.object({
  resource: z.string().max(2_048),
  authorization_servers: z.array(z.string().max(2_048)).max(20).optional(),
  scopes_supported: z.array(z.string().max(256)).max(1_000).optional(),
  bearer_methods_supported: z.array(z.string().max(64)).max(20).optional(),
  dpop_bound_access_tokens_required: z.boolean().optional(),
});

/** Throws an `AppError` where nobody can be found, or somebody who is not to be trusted. */
export async function findAuthorization(serverUrl: string, reach: Reach): Promise<FoundAuthorization> {
  const { addresses } = reach;
  const server = secureUrl(serverUrl, 'The address of the server', addresses);
  return reaching(serverUrl, reach, async (fetching) => {
    const challenge = await challengeOf(server, fetching);
    const told = await resourceMetadata(server, challenge.metadataUrl, addresses, fetching);
    const issuer = told?.authorization_servers?.[0] ?? `${server.origin}/`;
    secureUrl(issuer, 'The authorization server that the server names', addresses);
    const metadata = await serverMetadata(issuer, addresses, fetching);
    const asked = challenge.scope ?? told?.scopes_supported?.join(' ');
    return {
      resource: told?.resource ?? server.href,
      metadata,
      scopes: asked ? readScopes(asked) : null,
    };
  });
}

/** What the server answers to somebody without credentials. Whatever else it says, its well-known address is asked. */
async function challengeOf(server: URL, fetching: Fetching): Promise<{ metadataUrl?: URL; scope?: string }> {
  const { extractWWWAuthenticateParams } = await sdk();
  const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo };
  const answer = await fetching(server, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params }),
  });
  if (answer.status !== 401) return {};
  const { resourceMetadataUrl, scope } = extractWWWAuthenticateParams(answer);
  return {
    ...(resourceMetadataUrl && { metadataUrl: resourceMetadataUrl }),
    ...(scope && { scope }),
  };
}

/** undefined: the server has none, as before 2025-06-18, and is its own authorization server. */
async function resourceMetadata(
  server: URL,
  metadataUrl: URL | undefined,
  addresses: AddressPolicy,
  fetching: Fetching,
): Promise<z.output<typeof ResourceMetadata> | undefined> {
  const { discoverOAuthProtectedResourceMetadata } = await sdk();
  let found: unknown;
  try {
    const named = metadataUrl === undefined ? {} : { resourceMetadataUrl: metadataUrl };
    found = await discoverOAuthProtectedResourceMetadata(server, named, fetching);
  } catch (cause) {
    if (isAppError(cause) || cause instanceof Broken) throw cause;
    const readable = !(cause instanceof SyntaxError) && !isZodError(cause);
    if (metadataUrl === undefined && readable) return undefined;
    throw inOurWords(cause, 'What the server says about getting access to it cannot be read.', askThem);
  }
  const read = ResourceMetadata.safeParse(found);
  if (!read.success)
    throw inOurWords(read.error, 'What the server says about getting access to it cannot be read.', askThem);
  demandOwnResource(read.data.resource, server, addresses);
  const { bearer_methods_supported: ways, dpop_bound_access_tokens_required: bound } = read.data;
  if (bound === true || (ways !== undefined && ways.length > 0 && !ways.includes('header'))) {
    throw new AppError('unreachable', 'The server wants its tokens sent in a way that is not spoken here.', {
      hint: 'Bearer tokens in the Authorization header are.',
    });
  }
  return read.data;
}

/** INVARIANT: a token is never asked for another server than the one it is sent to. RFC 9728, section 3.3. */
function demandOwnResource(resource: string, server: URL, addresses: AddressPolicy): void {
  const named = secureUrl(resource, 'The name that the server gives itself', addresses);
  const within = `${server.pathname}/`.startsWith(
    named.pathname.endsWith('/') ? named.pathname : `${named.pathname}/`,
  );
  if (named.origin === server.origin && within) return;
  throw new AppError(
    'unreachable',
    `The server says that it is ${plainLine(resource, 200)}, which is not where it was found.`,
    { hint: 'Register it by that address, if that is the one you mean.' },
  );
}

async function serverMetadata(
  issuer: string,
  addresses: AddressPolicy,
  fetching: Fetching,
): Promise<ServerMetadata> {
  const { discoverAuthorizationServerMetadata, IssuerMismatchError } = await sdk();
  const shown = plainLine(issuer, 200);
  let found: unknown;
  try {
    found = await discoverAuthorizationServerMetadata(issuer, { fetchFn: fetching });
  } catch (cause) {
    const mixedUp = cause instanceof IssuerMismatchError;
    const message = mixedUp
      ? `The authorization server at ${shown} says that it is another one, so it is not trusted.`
      : `What the authorization server at ${shown} says of itself cannot be read.`;
    throw inOurWords(cause, message, askThem);
  }
  if (found === undefined) {
    throw new AppError(
      'unreachable',
      `There is no authorization server at ${shown}: access cannot be asked for.`,
      {
        hint: 'If the server takes a token or a key, add it as a header instead.',
      },
    );
  }
  const read = ServerMetadata.safeParse(found);
  if (!read.success)
    throw inOurWords(
      read.error,
      `What the authorization server at ${shown} says of itself cannot be read.`,
      askThem,
    );
  demandUsable(read.data, addresses);
  return read.data;
}

function demandUsable(metadata: ServerMetadata, addresses: AddressPolicy): void {
  const lacks = (what: string) =>
    new AppError('unreachable', `The authorization server does not say that it ${what}, so it is not used.`, {
      hint: askThem,
    });
  // INVARIANT: without S256 a code that was caught on its way could be used by others. OAuth 2.1, section 7.5.
  if (!metadata.code_challenge_methods_supported?.includes('S256')) throw lacks('supports PKCE with S256');
  if (!metadata.response_types_supported.includes('code')) throw lacks('gives out authorization codes');
  secureUrl(metadata.authorization_endpoint, 'The page that asks for consent', addresses);
  secureUrl(metadata.token_endpoint, 'The token endpoint', addresses);
  if (metadata.registration_endpoint !== undefined)
    secureUrl(metadata.registration_endpoint, 'The registration endpoint', addresses);
  if (metadata.revocation_endpoint !== undefined)
    secureUrl(metadata.revocation_endpoint, 'The revocation endpoint', addresses);
}

const scopeToken = /^[\x21\x23-\x5b\x5d-\x7e]{1,256}$/;

/** Each once, in their order, what is no scope left out. RFC 6749, section 3.3. null where none is left. */
export function readScopes(...lists: (string | null | undefined)[]): string | null {
  const found = new Set(
    lists.flatMap((list) => (list ?? '').split(/\s+/)).filter((one) => scopeToken.test(one)),
  );
  return found.size === 0 ? null : [...found].slice(0, 200).join(' ');
}

const quoted = (name: string) => new RegExp(`[\\s,]${name}="([^"]{1,4096})"`, 'i');

/** What a server says with 403 about the access it was given. RFC 6750, section 3. */
export function challengedScopes(wwwAuthenticate: string | undefined): {
  error: string | null;
  scopes: string | null;
} {
  const text = wwwAuthenticate ?? '';
  if (!/^bearer\s/i.test(text)) return { error: null, scopes: null };
  const scopes = quoted('scope').exec(text)?.[1];
  return { error: quoted('error').exec(text)?.[1] ?? null, scopes: scopes ? readScopes(scopes) : null };
}

function isZodError(cause: unknown): boolean {
  return cause instanceof Error && cause.name.includes('ZodError');
}
