'use server';

import { action } from '@/lib/action';
import { CreateApiToken, createApiToken, OfApiToken, revokeApiToken } from '@/lib/control';

export const createApiTokenAction = action(CreateApiToken, createApiToken);

export const revokeApiTokenAction = action(OfApiToken, async (actor, input) => {
  await revokeApiToken(actor, input);
  return null;
});
