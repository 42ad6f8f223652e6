/** A person's decision about tools: Allow, Deny, Hide or Approve. */

import { codePointLength, isObject, type Json, loneSurrogateAt } from '@/lib/json';
import { maxNameLength } from '../bounds';
import { type Chosen, reader } from '../decision-of';
import { isPattern } from '../glob';
import type { Action, Command, Policy, RuleSet } from '../language';
import { limitsOf } from '../rate';
import { type Document, Refusal } from './document';
import { newSlot, toJson } from './tree';

type Decide = Command & { kind: 'decide' };

/**
 * Afterwards `decisionOf(policy, tool)` is the action, for each tool. Hiding puts the name into `hide` and leaves its rules;
 * everything else takes it out of there and speaks through `tools`. A tool that a pattern or its class spoke for gets a copy of
 * those rules, so that no limit or condition is lost by the way.
 */
export function decideTools(document: Document, { tools, action, classes }: Decide): undefined {
  const policy = editable(document.value());
  const read = reader(policy);
  const toHide: string[] = [];
  const toShow = new Set<string>();
  const exact = new Set((policy.hide ?? []).filter((pattern) => !isPattern(pattern)));
  const done = new Set<string>();

  for (const tool of tools) {
    if (done.has(tool)) continue;
    done.add(tool);
    mustBeName(tool);
    const riskClass = classes !== undefined && Object.hasOwn(classes, tool) ? classes[tool] : undefined;
    if (action === 'hide') {
      if (read.decision(tool, riskClass).action !== 'hide') toHide.push(tool);
      continue;
    }
    const pattern = read.hidingPattern(tool);
    if (pattern !== undefined)
      throw new Refusal(
        `${JSON.stringify(pattern)} in \`hide\` hides ${JSON.stringify(tool)}: take the pattern away or narrow it first.`,
      );
    if (exact.has(tool)) toShow.add(tool);
    decideSet(document, policy, read.chosen(tool, riskClass), tool, action);
  }

  if (toShow.size > 0) {
    const list = document.list(['hide']);
    list.slots = list.slots.filter((slot) => !toShow.has(toJson(slot.tree) as string));
  }
  if (toHide.length > 0) document.list(['hide']).slots.push(...toHide.map((tool) => newSlot('', tool)));
}

function decideSet(
  document: Document,
  policy: Policy,
  chosen: Chosen | null,
  tool: string,
  action: Exclude<Action, 'hide'>,
): void {
  if (chosen?.kind === 'tool') {
    if (action !== 'allow') document.set(['tools', tool, 'action'], action);
    else if (chosen.set.action !== undefined) document.remove(['tools', tool, 'action']);
    return;
  }
  if (action === 'allow' && isAllowedAnyway(policy, chosen)) return;
  const rules = chosen === null ? {} : inherited(chosen);
  const set: RuleSet = action === 'allow' ? rules : { action, ...rules };
  document.set(['tools', tool], set as Json);
}

/** A rule set of its own would only take away what the pattern or a class asks for. */
function isAllowedAnyway(policy: Policy, chosen: Chosen | null): boolean {
  if (chosen !== null) return (chosen.set.action ?? 'allow') === 'allow';
  const sets = Object.values(policy.classes ?? {});
  return (
    policy.default === 'allow' && sets.length > 0 && sets.every((set) => (set.action ?? 'allow') === 'allow')
  );
}

/** The rules of a pattern or class, on the same counters. */
function inherited({ key, set }: Chosen): RuleSet {
  const { action: _, reason: __, rate_limit, ...rules } = set;
  if (rate_limit === undefined) return rules;
  return { ...rules, limits: limitsOf(key, set).map(({ limit }) => limit) };
}

function mustBeName(tool: string): void {
  if (loneSurrogateAt(tool) >= 0 || codePointLength(tool) > maxNameLength)
    throw new Refusal('A tool with such a name cannot be named in a policy.');
  if (isPattern(tool))
    throw new Refusal(
      `${JSON.stringify(tool)} would be read as a pattern: tools with \`*\` in their name cannot be decided alone.`,
    );
}

/** As much of a policy as a decision needs. */
function editable(value: Json): Policy {
  const policy = value as unknown as Policy;
  const fits =
    isObject(value) &&
    (policy.default === 'allow' || policy.default === 'deny') &&
    (policy.hide === undefined ||
      (Array.isArray(policy.hide) && policy.hide.every((pattern) => typeof pattern === 'string'))) &&
    [policy.tools ?? {}, policy.classes ?? {}].every(
      (sets) => isObject(sets) && Object.values(sets).every(isObject),
    );
  if (!fits) throw new Refusal('The text is no valid policy: mend its faults first.');
  return policy;
}
