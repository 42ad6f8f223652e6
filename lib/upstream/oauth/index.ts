/**
 * Access to servers by OAuth 2.1, on the functions of the MCP SDK, over connections of our own. It keeps nothing: states,
 * verifiers and tokens are handed to whoever called.
 */
export { type Begun, beginAuthorization, ourMetadata, type RegisteredClient, registerAt } from './begin';
export { challengedScopes, type FoundAuthorization, findAuthorization, readScopes } from './find';
export { clientAuthMethods, OAuthClient, ServerMetadata } from './metadata';
export type { Reach } from './reach';
export {
  demandIssuer,
  exchangeCode,
  type Renewed,
  renewTokens,
  revokeToken,
  type TokenSource,
  type Tokens,
} from './tokens';
