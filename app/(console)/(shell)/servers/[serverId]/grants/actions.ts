'use server';

import { action } from '@/lib/action';
import {
  CreateGrant,
  createGrant,
  OfGrant,
  revokeGrant,
  SetEnforcement,
  setEnforcement,
  UpdateGrant,
  updateGrant,
} from '@/lib/control';
import { addressOf } from '@/lib/wiring';

export const createGrantAction = action(CreateGrant, (actor, input, asker) =>
  createGrant(actor, input, addressOf(asker.headers)),
);

export const revokeGrantAction = action(OfGrant, async (actor, input) => {
  await revokeGrant(actor, input);
  return null;
});

export const updateGrantAction = action(UpdateGrant, async (actor, input) => {
  await updateGrant(actor, input);
  return null;
});

export const setEnforcementAction = action(SetEnforcement, setEnforcement);
