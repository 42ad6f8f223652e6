/**
 * People and organisations: who is asking. The only importer of better-auth, which serves no route of its own here.
 * It never says whether an address is known, and never repeats what somebody typed.
 */

export { type Bound, countAttempt, sweepAttempts } from './attempts';
export { createFirstOwner, createOwnerAtTheMachine, isFirstRun, prepareFirstOwnerCode } from './first-owner';
export {
  ChangePassword,
  EndSession,
  FirstOwner,
  ListAudit,
  Newcomer,
  Nothing,
  RenameMe,
  RenameOrganisation,
  ResetPassword,
  SignIn,
  SignUp,
} from './inputs';
export { renameOrganisation } from './organisation';
export { longestPassword, shortestPassword } from './password';
export type { Made } from './person';
export { resetPassword } from './reset';
export {
  type Asker,
  actorOf,
  changePassword,
  renameMe,
  sessionIdOf,
  signIn,
  signOut,
  signOutEverywhere,
  signUp,
  signUpOpen,
} from './session';
export { endSession, listSessions, type SessionView } from './sessions';
export { listAudit } from './trail';
