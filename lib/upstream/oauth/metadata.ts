/** What is kept of an authorization server's own description. RFC 8414, RFC 9207, OpenID Connect Discovery. */

import * as z from 'zod';

const text = z.string().min(1).max(2_048);
const words = z.array(z.string().max(256)).max(200);

/** Loose: what else stands there is left out. */
export const ServerMetadata = z.object({
  issuer: text,
  authorization_endpoint: text,
  token_endpoint: text,
  registration_endpoint: text.optional(),
  revocation_endpoint: text.optional(),
  response_types_supported: words,
  code_challenge_methods_supported: words.optional(),
  token_endpoint_auth_methods_supported: words.optional(),
  scopes_supported: z.array(z.string().max(256)).max(1_000).optional(),
  client_id_metadata_document_supported: z.boolean().optional(),
  authorization_response_iss_parameter_supported: z.boolean().optional(),
});
export type ServerMetadata = z.output<typeof ServerMetadata>;

/** How a client shows who it is at the token endpoint. */
export const clientAuthMethods = ['none', 'client_secret_basic', 'client_secret_post'] as const;

/** Who we are to an authorization server. */
export const OAuthClient = z.object({
  id: text,
  secret: z.string().min(1).max(8_192).nullable(),
  /** null leaves it to what the server lists. */
  auth: z.enum(clientAuthMethods).nullable(),
});
export type OAuthClient = z.output<typeof OAuthClient>;

/** As the SDK takes it. */
export function clientInformation({ id, secret, auth }: OAuthClient) {
  return {
    client_id: id,
    ...(secret !== null && { client_secret: secret }),
    ...(auth !== null && { token_endpoint_auth_method: auth }),
  };
}

/** The SDK is loaded when the first flow needs it: the command line starts without. */
export const sdk = () => import('@modelcontextprotocol/client');
