/** What the policy says about each tool, and which of its parts says it. The engine answers; this only gives it a shape. */

import { pointerTo } from '@/lib/json';
import { type Action, decisionReader, type Policy, type RuleSet } from '@/lib/policy';
import type { BuilderTool } from './tool';

export type Placement = {
  by: 'tool' | 'pattern' | 'class' | 'hide' | 'default';
  /** Of the rule set, or of the entry in `hide`; null where only the default speaks. */
  pointer: string | null;
  /** Where a rule set of the tool's own is, or would be. */
  toolPointer: string;
};

export type Placed = { decision: Action; placement: Placement; ruleSet: RuleSet | undefined };

export function placementOf(policy: Policy): (tool: BuilderTool) => Placed {
  const read = decisionReader(policy);
  return ({ name, class: riskClass }) => {
    const { action, because } = read.decision(name, riskClass);
    const chosen = read.chosen(name, riskClass);
    const toolPointer = pointerTo('/tools', name);
    const hidden = because.startsWith('/hide/');
    const by = hidden ? 'hide' : (chosen?.kind ?? 'default');
    const pointer = hidden ? because : (chosen?.pointer ?? null);
    return { decision: action, placement: { by, pointer, toolPointer }, ruleSet: chosen?.set };
  };
}
