import type { RuleSet } from '@/lib/policy';

export function ruleCount(ruleSet: RuleSet | undefined): number {
  if (!ruleSet) return 0;
  const { limits, require, deny_if, approve_if, rate_limit, validate_arguments } = ruleSet;
  const lists = [limits, require, deny_if, approve_if].reduce((sum, list) => sum + (list?.length ?? 0), 0);
  return lists + (rate_limit ? 1 : 0) + (validate_arguments ? 1 : 0);
}
