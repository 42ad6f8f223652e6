/** `rate_limit`, the shorthand for one more limit. */

import type { Limit, RuleSet } from './language';

/** The counter of a rule set's `rate_limit`; `key` is the rule set's key as written, or `all_tools`. */
export function rateCounter(key: string): string {
  return `${key}_rate`;
}

/** All limits of a rule set, the shorthand last, each with its pointer below the rule set. */
export function limitsOf(key: string, set: RuleSet): { at: string; limit: Limit }[] {
  const limits = (set.limits ?? []).map((limit, i) => ({ at: `/limits/${i}`, limit }));
  if (set.rate_limit === undefined) return limits;
  return [...limits, { at: '/rate_limit', limit: { counter: rateCounter(key), ...set.rate_limit } }];
}
