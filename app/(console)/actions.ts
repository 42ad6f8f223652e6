'use server';

import {
  ChangePassword,
  changePassword,
  EndSession,
  endSession,
  Nothing,
  RenameMe,
  RenameOrganisation,
  renameMe,
  renameOrganisation,
  signOut,
  signOutEverywhere,
} from '@/lib/accounts';
import { action, publicAction } from '@/lib/action';

export const signOutAction = publicAction(Nothing, async (_input, asker) => {
  await signOut(asker);
  return null;
});

export const renameMeAction = action(RenameMe, async (actor, input) => {
  await renameMe(actor, input);
  return null;
});

export const changePasswordAction = action(ChangePassword, async (actor, input, asker) => {
  await changePassword(actor, input, asker);
  return null;
});

export const signOutEverywhereAction = action(Nothing, (actor, _input, asker) =>
  signOutEverywhere(actor, asker),
);

export const endSessionAction = action(EndSession, async (actor, input) => {
  await endSession(actor, input);
  return null;
});

export const renameOrganisationAction = action(RenameOrganisation, async (actor, input) => {
  await renameOrganisation(actor, input);
  return null;
});
