/**
 * What is enforced where: policies and their versions, grants, approvals, and the records of what was decided. A version
 * keeps its text byte for byte and never changes; what does not parse never becomes one. It judges no call: the gateway
 * does, by the ports that are served here.
 */

export {
  actorOfApiToken,
  createApiToken,
  createApiTokenAtTheMachine,
  listApiTokens,
  revokeApiToken,
} from './api-tokens';
export {
  countPendingApprovals,
  decideApproval,
  getApproval,
  latelyAnswered,
  listApprovals,
} from './approvals';
export { listTrail, listTrailAuthors } from './audit-trail';
export {
  type Created,
  createPolicy,
  deletePolicy,
  movePolicyToServer,
  renamePolicy,
  savePolicy,
} from './change';
export { getDecision, listDecisions } from './decisions';
export { type EnforcementOptions, type EnforcementPorts, enforcementPorts } from './enforcement';
export { createGrant, getGrant, listGrants, revokeGrant, updateGrant } from './grants';
export * from './inputs';
export { countDecisions } from './lanes';
export { lastCalls } from './last-calls';
export { downloadPolicy, getPolicy, getVersion, listPolicies, listVersions } from './read';
export { reviewInbox } from './reviews';
export { getEnforcement, setEnforcement } from './server-settings';
export type * from './shapes';
