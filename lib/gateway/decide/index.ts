/** Who may what, and the record of it. */
export { admitCall, barredEntry, baseEntry, type CallVerdict, type Deciding } from './admit-call';
export { isHiddenTool, type JudgedCall, readCall } from './judge';
export {
  type MethodRule,
  passesNotification,
  permissionOfServerNotification,
  permissionOfServerRequest,
  ruleOfMethod,
} from './methods';
export { patiently, StoreFailure } from './store';
