/**
 * Every connection out: addresses are checked before and where they are used, credentials go to one origin only, and
 * all answers are bounded. It never decides what a tool is worth, and stores nothing.
 */
export { type AddressCheck, type AddressVerdict, addressCheck } from './addresses';
export { type BundledServer, bundledServers } from './bundled';
export type { MessageChannel } from './channel';
export { type Connection, type ConnectTarget, connectTo, type KeptConnection } from './connect';
export { defaultMaxBytes, defaultTimeoutMs, discover } from './discover';
export { type Document, fetchDocument } from './document';
export {
  type Begun,
  beginAuthorization,
  challengedScopes,
  clientAuthMethods,
  demandIssuer,
  exchangeCode,
  type FoundAuthorization,
  findAuthorization,
  OAuthClient,
  ourMetadata,
  type Reach,
  type RegisteredClient,
  type Renewed,
  readScopes,
  registerAt,
  renewTokens,
  revokeToken,
  ServerMetadata,
  type TokenSource,
  type Tokens,
} from './oauth';
export { openPool, type PoolOptions, type UpstreamPool } from './pool';
export { type Sample, type SampleId, sampleIds, samples, sampleTarget } from './samples';
export type {
  AddressPolicy,
  Discovered,
  DiscoveryFailure,
  DiscoveryFailureKind,
  DiscoveryOptions,
  DiscoveryProgress,
  HttpTarget,
  Resolver,
  ServerInfo,
  StdioTarget,
  UpstreamTarget,
} from './target';
export { type CheckedUrl, checkServerUrl, type RefusedUrl, readServerUrl } from './url';
