'use server';

import { action } from '@/lib/action';
import { DecideApproval, decideApproval } from '@/lib/control';

export const decideApprovalAction = action(DecideApproval, async (actor, input) => {
  await decideApproval(actor, input);
  return null;
});
