/**
 * People and organisations: who is asking. The only importer of better-auth, which serves no route of its own here.
 * It never says whether an address is known, and never repeats what somebody typed.
 */

export { sweepAttempts } from './attempts';
export { createFirstOwner, createOwnerAtTheMachine, isFirstRun, prepareFirstOwnerCode } from './first-owner';
export {
  ChangePassword,
  FirstOwner,
  ListAudit,
  Newcomer,
  Nothing,
  RenameMe,
  ResetPassword,
  SignIn,
  SignUp,
} from './inputs';
export { longestPassword, shortestPassword } from './password';
export type { Made } from './person';
export { resetPassword } from './reset';
export {
  type Asker,
  actorOf,
  changePassword,
  renameMe,
  signIn,
  signOut,
  signOutEverywhere,
  signUp,
  signUpOpen,
} from './session';
export { listAudit } from './trail';
