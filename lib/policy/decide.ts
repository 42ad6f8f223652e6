/** What a policy says about one call (the language, section 3). */

import { isDeeperThan, type Json } from '@/lib/json';
import { reachesInexact } from './arguments';
import { expiryBounds, maxJsonDepth } from './bounds';
import type { Compiled, CompiledPolicy, CompiledRule, CompiledSet } from './compile-types';
import { evaluate, no, yes } from './evaluate';
import { matchesGlob } from './glob';
import type { Call, Context, Decision, Verdict } from './language';
import { reserve } from './reserve';
import { satisfies } from './schema/satisfies';
import { sentences } from './sentences';

/**
 * First denial wins; the rule that made the verdict is named. An allow lists the quotas that it needs: it holds only once all of
 * them are reserved (see `admit`). Never throws: an error inside is a denial that says so.
 */
export function decide(compiled: Compiled, call: Call, context: Context): Decision {
  try {
    const args = call.arguments === undefined ? noArguments : call.arguments;
    if (!isReadable(call, args)) return invalidArguments();
    if (compiled.kind === 'none') return decision('deny', '(no policy)', sentences.noPolicy);
    if (compiled.kind === 'invalid') return decision('deny', '(invalid policy)', sentences.invalidPolicy);
    if (typeof call.tool !== 'string') throw new TypeError('The name of a tool is a string.');
    return judge(compiled, call, args, context);
  } catch {
    return decision('deny', '(internal error)', sentences.internalError);
  }
}

/** The rule set that speaks about a tool: its own, the heaviest pattern's, its class's; null where none does. */
export function chooseSet(
  compiled: CompiledPolicy,
  tool: string,
  riskClass: Context['class'],
): CompiledSet | null {
  const own = compiled.tools.get(tool);
  if (own !== undefined) return own;
  for (const { glob, set } of compiled.patterns) if (matchesGlob(glob, tool)) return set;
  return (riskClass !== undefined && compiled.classes.get(riskClass)) || null;
}

export function isHidden(compiled: CompiledPolicy, tool: string): boolean {
  if (compiled.hiddenNames.has(tool)) return true;
  for (const glob of compiled.hiddenGlobs) if (matchesGlob(glob, tool)) return true;
  return false;
}

const noArguments: Json = Object.freeze({});

/** Duplicate keys and depth are the reader's to note; where nobody read a text, only depth can be wrong. */
function isReadable(call: Call, args: Json): boolean {
  if (typeof args !== 'object' || args === null || Array.isArray(args)) return false;
  const { notes } = call;
  if (notes === undefined) return !isDeeperThan(args, maxJsonDepth);
  return notes.duplicateKey === undefined && notes.tooDeep !== true;
}

function judge(compiled: CompiledPolicy, call: Call, args: Json, context: Context): Decision {
  const { tool } = call;
  if (isHidden(compiled, tool)) return decision('hidden', '(hidden)', sentences.hidden);

  let set = chooseSet(compiled, tool, context.class);
  if (set === null) {
    if (!compiled.defaultAllows) return decision('deny', '(default deny)', sentences.defaultDeny);
    set = compiled.unspoken;
  }
  if (set.action === 'hide') return decision('hidden', `${set.pointer}/action`, set.reason);
  if (set.action === 'deny') return decision('deny', `${set.pointer}/action`, set.reason);

  const all = compiled.hasAllTools ? compiled.allTools : null;
  const inexact = call.notes?.inexact;
  const doubtful = inexact !== undefined && inexact.length > 0;
  if (doubtful && readsAny(set, all, inexact, args)) return invalidArguments();

  const denied =
    (all !== null && firstDenying(all.denyIf, args)) ||
    firstDenying(set.denyIf, args) ||
    (all !== null && firstUnmet(all.require, args)) ||
    firstUnmet(set.require, args);
  if (denied) return decision('deny', denied.pointer, denied.reason);

  const validating = all?.validates ? all : set.validates ? set : null;
  if (validating !== null && !satisfies(context.schema, args))
    return decision('deny', `${validating.pointer}/validate_arguments`, sentences.validateArguments);

  const hold = holdOf(set, all, args);
  if (hold !== null) {
    // An approval is given for these very arguments: all of them are read.
    if (doubtful) return invalidArguments();
    if (context.approved !== true) return hold;
  }
  if (set.limits.length === 0 && (all === null || all.limits.length === 0))
    return hold === null ? set.allowed : { ...set.allowed, spendsApproval: true };
  return charge(set, all, call, args, context, hold !== null);
}

function readsAny(
  set: CompiledSet,
  all: CompiledSet | null,
  inexact: readonly string[],
  args: Json,
): boolean {
  if (set.action === 'approve' || set.validates || all?.validates) return true;
  return (
    reachesInexact(set.reads, inexact, args) || (all !== null && reachesInexact(all.reads, inexact, args))
  );
}

/** deny_if and approve_if fire on true and on unknown: on everything that is not certainly false. */
function firstDenying(rules: readonly CompiledRule[], args: Json): CompiledRule | null {
  next: for (const rule of rules) {
    for (const test of rule.tests) if (evaluate(test, args, false) === no) continue next;
    return rule;
  }
  return null;
}

/** require holds only on true. */
function firstUnmet(rules: readonly CompiledRule[], args: Json): CompiledRule | null {
  for (const rule of rules)
    for (const test of rule.tests) if (evaluate(test, args, true) !== yes) return rule;
  return null;
}

function holdOf(set: CompiledSet, all: CompiledSet | null, args: Json): Decision | null {
  if (set.action === 'approve') return holding(`${set.pointer}/action`, set.reason, expiryBounds.usual);
  const rule = (all !== null && firstDenying(all.approveIf, args)) || firstDenying(set.approveIf, args);
  return rule ? holding(rule.pointer, rule.reason, rule.expiresInSeconds) : null;
}

function charge(
  set: CompiledSet,
  all: CompiledSet | null,
  call: Call,
  args: Json,
  context: Context,
  spendsApproval: boolean,
): Decision {
  const limits = all === null ? set.limits : [...all.limits, ...set.limits];
  const reserved = reserve(limits, call.tool, args, context);
  if (!reserved.ok) return decision('deny', reserved.rule, reserved.reason);
  const allowed = { ...set.allowed, reservations: reserved.reservations };
  return spendsApproval ? { ...allowed, spendsApproval } : allowed;
}

function decision(verdict: Verdict, rule: string, reason: string): Decision {
  return { verdict, rule, reason, reservations: [] };
}

function holding(rule: string, reason: string, expiresInSeconds: number): Decision {
  return { verdict: 'approve', rule, reason, reservations: [], expiresInSeconds };
}

function invalidArguments(): Decision {
  return decision('deny', '(invalid arguments)', sentences.invalidArguments);
}
