/** The first line of every verb: whoever may not is told so, before anything is looked up. */

import { AppError } from '@/lib/errors';
import { type Actor, type Right, refusal } from '@/lib/rights';

/** Throws, in a plain sentence, for whoever may not. */
export function demand(actor: Actor, right: Right): void {
  const refused = refusal(actor, right);
  if (refused) throw new AppError('forbidden', refused.message, { hint: refused.hint });
}
