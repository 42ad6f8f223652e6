/** What a person does in the form, as commands on the document. Pointers are RFC 6901. */

import { canonical, type Json, pointerTo } from '@/lib/json';
import {
  type Action,
  type Command,
  type Condition,
  type Limit,
  type Policy,
  type PolicyTest,
  type RiskClass,
  type RuleSet,
  recommendedRuleSet,
  type SharedRuleSet,
  type Window,
} from '@/lib/policy';
import type { Argument } from './arguments';
import { operatorsFor, valueFor } from './operators';
import type { Row } from './rows';

export type RuleList = 'require' | 'deny_if' | 'approve_if';

/** A decision about tools, told with their classes: what their class's rules ask is then not lost by it. */
export function decideOn(rows: readonly Row[], action: Action): Command[] {
  if (rows.length === 0) return [];
  const classes: { [tool: string]: RiskClass } = {};
  for (const { tool } of rows) {
    if (tool.class) Object.defineProperty(classes, tool.name, { value: tool.class, enumerable: true });
  }
  return [{ kind: 'decide', tools: rows.map((row) => row.tool.name), action, classes }];
}

export function toolPointer(name: string): string {
  return pointerTo('/tools', name);
}

/** The key of a rule set as counters are named after it. */
export function keyOf(pointer: string): string {
  return pointer
    .slice(pointer.lastIndexOf('/') + 1)
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');
}

/** At most 10 a minute by grant; where such a limit is there already, the next longer window that has none. */
export function freshLimit(key: string, ruleSet: SharedRuleSet | undefined): Limit {
  const limits = ruleSet?.limits ?? [];
  const used = new Set<Window>(limits.map((limit) => limit.window));
  if (ruleSet?.rate_limit) used.add(ruleSet.rate_limit.window);
  const window =
    (['minute', 'hour', 'day', 'month'] as const).find((candidate) => !used.has(candidate)) ?? 'minute';
  const taken = new Set(limits.map((limit) => limit.counter));
  if (ruleSet?.rate_limit) taken.add(`${key}_rate`);
  const base = window === 'minute' ? `${key}_rate` : `${key}_${window}`;
  let counter = base;
  for (let n = 2; taken.has(counter); n += 1) counter = `${base}_${n}`;
  return { counter, window, max: 10, scope: 'grant' };
}

/** Puts one element at the end of a list of a rule set, which is made where it is missing. */
export function append(
  pointer: string,
  ruleSet: SharedRuleSet | undefined,
  list: RuleList | 'limits',
  value: Json,
): Command[] {
  if (ruleSet === undefined) return [{ kind: 'set', pointer, value: { [list]: [value] } }];
  const length = ruleSet[list]?.length;
  if (length === undefined) return [{ kind: 'set', pointer: pointerTo(pointer, list), value: [value] }];
  return [{ kind: 'insert', pointer: pointerTo(pointer, list), index: length, value }];
}

/** Takes an element away, and with the last one the list, so that no empty list stays behind. */
export function removeFrom(pointer: string, length: number, index: number): Command[] {
  return [{ kind: 'remove', pointer: length <= 1 ? pointer : pointerTo(pointer, index) }];
}

export function freshCondition(argument: Argument | undefined): Condition {
  const path = argument?.path ?? 'args';
  const [op = 'exists'] = argument ? operatorsFor(argument) : ['exists' as const];
  return { path, op, value: valueFor(op, argument, undefined) };
}

/**
 * A tool ruled by a pattern or a class gets a rule set of its own that says the same. INVARIANT: never looser: what the
 * shared `rate_limit` counted together stays on the shared counter.
 */
export function ownRuleSet(row: Row): RuleSet {
  if (row.placement.by === 'tool' || !row.ruleSet || row.placement.pointer === null) return row.ruleSet ?? {};
  const { rate_limit: shared, ...rest } = row.ruleSet;
  if (!shared) return rest;
  const limit: Limit = { counter: `${keyOf(row.placement.pointer)}_rate`, ...shared, scope: 'grant' };
  return { ...rest, limits: [...(rest.limits ?? []), limit] };
}

/** One more limit for every tool that can be called; the rest are left alone. */
export function limitAll(rows: readonly Row[], limit: { max: number; window: Window }): Command[] {
  return rows.filter(isCallable).flatMap((row): Command[] => {
    const { name } = row.tool;
    const own = ownRuleSet(row);
    const value: Limit = { ...freshLimit(name, own), ...limit };
    const pointer = toolPointer(name);
    if (row.placement.by === 'tool') return append(pointer, row.ruleSet, 'limits', value);
    return [{ kind: 'set', pointer, value: asJson({ ...own, limits: [...(own.limits ?? []), value] }) }];
  });
}

export function isCallable(row: Row): boolean {
  return row.decision === 'allow' || row.decision === 'approve';
}

/** The recommended rule of each tool's class. Tools of no known class end up denied, Destructive ones hidden. */
export function recommendAll(rows: readonly Row[]): Command[] {
  const hide: Row[] = [];
  const deny: Row[] = [];
  const show: Row[] = [];
  const sets: Command[] = [];
  for (const row of rows) {
    const { name, class: riskClass } = row.tool;
    if (!riskClass) deny.push(row);
    else if (riskClass === 'Destructive') hide.push(row);
    else {
      if (row.decision === 'hide') show.push(row);
      sets.push({
        kind: 'set',
        pointer: toolPointer(name),
        value: asJson(recommendedRuleSet(name, riskClass)),
      });
    }
  }
  return [
    ...decideOn(hide, 'hide'),
    ...decideOn(deny.filter(isCallable), 'deny'),
    ...decideOn(show, 'allow'),
    ...sets,
  ];
}

/** Tests at the end of the policy's own; one that is there already, whatever its name, is not kept twice. */
export function keepTests(
  policy: Policy,
  tests: readonly PolicyTest[],
): { commands: Command[]; added: number } {
  const present = policy.tests ?? [];
  const said = ({ name: _, ...rest }: PolicyTest) => canonical(asJson(rest));
  const known = new Set(present.map(said));
  const fresh = tests.filter((test) => !known.has(said(test))).map(asJson);
  if (fresh.length === 0) return { commands: [], added: 0 };
  const commands: Command[] =
    present.length === 0
      ? [{ kind: 'set', pointer: '/tests', value: fresh }]
      : fresh.map((value, i) => ({ kind: 'insert', pointer: '/tests', index: present.length + i, value }));
  return { commands, added: fresh.length };
}

/** A rule set is JSON once what is undefined is left out. */
export function asJson(value: RuleSet | Limit | Condition | Omit<PolicyTest, 'name'>): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
