/**
 * Policies and their versions: what is enforced where. A version keeps its text byte for byte and never changes; what
 * does not parse never becomes one. It judges no call.
 */

export {
  type Created,
  createPolicy,
  deletePolicy,
  movePolicyToServer,
  renamePolicy,
  savePolicy,
} from './change';
export {
  CreatePolicy,
  DownloadPolicy,
  ListPolicies,
  MovePolicy,
  OfPolicy,
  OfVersion,
  RenamePolicy,
  SavePolicy,
  startingPoints,
} from './inputs';
export { downloadPolicy, getPolicy, getVersion, listPolicies, listVersions } from './read';
export type * from './shapes';
