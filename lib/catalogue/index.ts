/**
 * The private catalogue: an organisation's servers, their tools, and what people have reviewed of them. Every verb asks
 * for the right first, writes its row in the trail, and hands out plain objects without a secret. Discovery never
 * writes the public index.
 */

export { deleteServer, discardDraft, editServer, setToolClass } from './change';
export { connectServer, getAccess, type Here } from './connect';
export { type CameBack, comeBack, disconnectServer } from './connect-back';
export { type Connections, upstreamConnections } from './connections';
export { discoverServer, type Watching } from './discover';
export { type PinnedTool, pinnedToolsOf } from './enforced-tools';
export { countReviews, isRisky, listReviews } from './inbox';
export {
  ByOAuth,
  ComeBack,
  ConfirmReview,
  Connect,
  EditServer,
  ListReviews,
  OfServer,
  OfTool,
  RegisterByCommand,
  RegisterByUrl,
  RegisterFromConfiguration,
  RegisterFromListing,
  RegisterSample,
  ReplaceListing,
  SetLookEvery,
  SetToolClass,
} from './inputs';
export { registerFromListing, replaceListing } from './listing';
export { lookEveries } from './look-times';
export { hurryLook, lookAtNext, setLookEvery } from './looks';
export type { Outside } from './outside';
export { policyToolsOf } from './policy-tools';
export {
  exportTools,
  fileStem,
  getServer,
  getServerHead,
  getTool,
  listServers,
  noServer,
  serverOf,
} from './read';
export {
  type CommandAllowed,
  commandAllowed,
  registerByCommand,
  registerByUrl,
  registerFromConfiguration,
  registerSample,
} from './register';
export { confirmReview } from './review';
export { type ToolsBeforeAndAfter, toolsBeforeAndAfter } from './review-tools';
export type * from './shapes';
