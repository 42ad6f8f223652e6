/**
 * Every connection out: addresses are checked before and where they are used, credentials go to one origin only, and
 * all answers are bounded. It never decides what a tool is worth, and stores nothing.
 */
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
