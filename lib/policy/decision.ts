/** Verdicts that do not depend on the call: made once, shared by all calls, and frozen. */

import type { JsonObject } from '@/lib/json';
import { expiryBounds } from './bounds';
import type { Decision, Verdict } from './language';

export const noArguments: JsonObject = Object.freeze({});
export const noReservations = Object.freeze([]) as unknown as Decision['reservations'];

export function saying(verdict: Verdict, rule: string, reason: string): Decision {
  return Object.freeze({ verdict, rule, reason, reservations: noReservations });
}

/** A call that waits for a person; `expiresIn` in seconds. */
export function holding(rule: string, reason: string, expiresIn: number | undefined): Decision {
  return Object.freeze({
    verdict: 'approve',
    rule,
    reason,
    reservations: noReservations,
    expiresInSeconds: expiresIn ?? expiryBounds.usual,
  });
}
