/** The rule sets that several tools share, as the bar above the grid lists them. */

import { type Json, pointerTo, valueAt } from '@/lib/json';
import { type Policy, type RuleSet, riskClasses } from '@/lib/policy';
import { type Chip, chipsOf } from './chips';
import type { Row } from './rows';

export type SharedEntry = { pointer: string; name: string; mono: boolean; note: string; chips: Chip[] };

export function sharedEntries(policy: Policy, rows: readonly Row[]): SharedEntry[] {
  const held = new Map<string, number>();
  for (const { placement } of rows) {
    if (placement.pointer !== null) held.set(placement.pointer, (held.get(placement.pointer) ?? 0) + 1);
  }
  const names = new Set(rows.map((row) => row.tool.name));
  const entries: SharedEntry[] = [
    {
      pointer: '/all_tools',
      name: 'All tools',
      mono: false,
      note: policy.all_tools ? '' : 'no rules',
      chips: chipsOf(policy.all_tools),
    },
  ];
  for (const name of riskClasses) {
    const ruleSet = policy.classes?.[name];
    if (!ruleSet || !Object.hasOwn(policy.classes ?? {}, name)) continue;
    const pointer = pointerTo('/classes', name);
    entries.push({ pointer, name, mono: false, note: tools(held.get(pointer) ?? 0), chips: shown(ruleSet) });
  }
  for (const [key, ruleSet] of Object.entries(policy.tools ?? {})) {
    if (names.has(key)) continue;
    const pointer = pointerTo('/tools', key);
    entries.push({
      pointer,
      name: key,
      mono: true,
      note: tools(held.get(pointer) ?? 0),
      chips: shown(ruleSet),
    });
  }
  return entries;
}

/** The rule set that a pointer denotes: undefined where there is none. */
export function ruleSetAt(policy: Policy, pointer: string): RuleSet | undefined {
  return valueAt(policy as unknown as Json, pointer) as RuleSet | undefined;
}

function shown(ruleSet: RuleSet): Chip[] {
  return ruleSet.action === 'hide' || ruleSet.action === 'deny' ? [] : chipsOf(ruleSet);
}

function tools(n: number): string {
  return n === 1 ? '1 tool' : `${n} tools`;
}
