/** What a save would change, tool by tool: decisions first, then rules. */

import type { Action, Policy } from '@/lib/policy';
import { placementOf } from './placement';
import type { Row } from './rows';

export type ToolChange = { name: string; from: Action; to: Action; kind: 'looser' | 'stricter' | 'rules' };

const openness: Record<Action, number> = { hide: 0, deny: 1, approve: 2, allow: 3 };
const order = { looser: 0, rules: 1, stricter: 2 };

/** Looser decisions first, then changed rules, then stricter decisions. Rows that say the same are left out. */
export function changesSince(before: Policy, rows: readonly Row[]): ToolChange[] {
  const place = placementOf(before);
  const changes = rows.flatMap((row): ToolChange[] => {
    const { decision: from, ruleSet } = place(row.tool);
    const to = row.decision;
    const { name } = row.tool;
    if (from !== to) return [{ name, from, to, kind: openness[to] > openness[from] ? 'looser' : 'stricter' }];
    const rests = to === 'hide' || to === 'deny';
    if (!rests && JSON.stringify(ruleSet ?? {}) !== JSON.stringify(row.ruleSet ?? {})) {
      return [{ name, from, to, kind: 'rules' }];
    }
    return [];
  });
  return changes.sort((a, b) => order[a.kind] - order[b.kind]);
}
