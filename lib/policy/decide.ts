/** What a policy says about one call (the language, section 3). */

import { isDeeperThan, isObject, type Json, type JsonObject } from '@/lib/json';
import { reachesInexact } from './arguments';
import { maxJsonDepth } from './bounds';
import type { Compiled, CompiledPolicy, CompiledSet, Step } from './compile-types';
import { noArguments, saying } from './decision';
import { evaluate, no, yes } from './evaluate';
import { flatDecision } from './flat';
import { matchesGlob } from './glob';
import type { Call, Context, Decision } from './language';
import { reserve } from './reserve';
import { satisfies } from './schema';
import { sentences } from './sentences';

const noPolicy = saying('deny', '(no policy)', sentences.noPolicy);
const invalidPolicy = saying('deny', '(invalid policy)', sentences.invalidPolicy);
const invalidArguments = saying('deny', '(invalid arguments)', sentences.invalidArguments);
const hidden = saying('hidden', '(hidden)', sentences.hidden);
const defaultDeny = saying('deny', '(default deny)', sentences.defaultDeny);
const internalError = saying('deny', '(internal error)', sentences.internalError);

/**
 * First denial wins; the rule that made the verdict is named. An allow lists the quotas that it needs: it holds only once all of
 * them are reserved (see `admit`). Never throws: an error inside is a denial that says so.
 */
export function decide(compiled: Compiled, call: Call, context: Context): Decision {
  try {
    if (compiled.kind === 'policy') {
      const compared = flatDecision(compiled.flat, call);
      if (compared !== null) return compared;
    }
    const args = call.arguments === undefined ? noArguments : call.arguments;
    if (!isReadable(call, args)) return invalidArguments;
    if (compiled.kind === 'none') return noPolicy;
    if (compiled.kind === 'invalid') return invalidPolicy;
    if (typeof call.tool !== 'string') return internalError;
    return judge(compiled, call, args, context);
  } catch {
    return internalError;
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

type Hides = Pick<CompiledPolicy, 'hiddenNames' | 'hiddenGlobs'>;

export function isHidden({ hiddenNames, hiddenGlobs }: Hides, tool: string): boolean {
  return hiddenNames.has(tool) || hiddenGlobs.some((glob) => matchesGlob(glob, tool));
}

/** Duplicate keys and depth are the reader's to note; where nobody read a text, only depth can be wrong. */
function isReadable(call: Call, args: Json): args is JsonObject {
  if (!isObject(args)) return false;
  const { notes } = call;
  if (notes !== undefined) return notes.duplicateKey === undefined && notes.tooDeep !== true;
  for (const key in args) {
    const value = args[key];
    if (typeof value === 'object' && isDeeperThan(value, maxJsonDepth - 1)) return false;
  }
  return true;
}

/** Whether some other code of the process has given every object a member: no argument could be trusted to be missing. */
function isPolluted(): boolean {
  for (const _ in noArguments) return true;
  return false;
}

function judge(compiled: CompiledPolicy, call: Call, args: JsonObject, context: Context): Decision {
  const { tool } = call;
  if (isHidden(compiled, tool)) return hidden;
  if (isPolluted()) return internalError;

  let set = chooseSet(compiled, tool, context.class);
  if (set === null) {
    if (!compiled.defaultAllows) return defaultDeny;
    set = compiled.unspoken;
  }
  const all = compiled.hasAllTools ? compiled.allTools : null;
  const inexact = call.notes?.inexact;
  const doubtful = inexact !== undefined && inexact.length > 0;

  if (set.said !== null && set.action !== 'approve') return set.said;
  if (doubtful && readsAny(set, all, inexact, args)) return invalidArguments;

  let denied = all === null ? null : firing(all.denyFirst, args);
  denied ??= firing(set.denyFirst, args);
  if (all !== null) denied ??= firstUnmet(all.requireFirst, args);
  denied ??= firstUnmet(set.requireFirst, args);
  if (denied !== null) return denied;

  const unsatisfied = all?.unsatisfied ?? set.unsatisfied;
  if (unsatisfied !== null && !satisfies(context.schema, args)) return unsatisfied;

  let hold = set.said;
  if (all !== null) hold ??= firing(all.approveFirst, args);
  hold ??= firing(set.approveFirst, args);
  if (hold !== null) {
    // An approval is given for these very arguments: all of them are read.
    if (doubtful) return invalidArguments;
    if (context.approved !== true) return hold;
  }
  const limits = all === null ? set.limits : [...all.limits, ...set.limits];
  if (limits.length === 0) return hold === null ? set.allowed : { ...set.allowed, spendsApproval: true };
  return charge(set, limits, call, args, context, hold !== null);
}

function readsAny(
  set: CompiledSet,
  all: CompiledSet | null,
  inexact: readonly string[],
  args: JsonObject,
): boolean {
  if (set.action === 'approve' || set.unsatisfied || all?.unsatisfied) return true;
  return (
    reachesInexact(set.reads, inexact, args) || (all !== null && reachesInexact(all.reads, inexact, args))
  );
}

/** deny_if and approve_if fire on true and on unknown: on everything that is not certainly false. */
function firing(first: Step | null, args: JsonObject): Decision | null {
  let step = first;
  while (step !== null) {
    if (evaluate(step, args, false) === no) step = step.skip;
    else if (step.said !== null) return step.said;
    else step = step.next;
  }
  return null;
}

/** require holds only on true. */
function firstUnmet(first: Step | null, args: JsonObject): Decision | null {
  for (let step = first; step !== null; step = step.next)
    if (evaluate(step, args, true) !== yes) return step.said;
  return null;
}

function charge(
  set: CompiledSet,
  limits: CompiledSet['limits'],
  call: Call,
  args: JsonObject,
  context: Context,
  spendsApproval: boolean,
): Decision {
  const reserved = reserve(limits, call.tool, args, context);
  if (!reserved.ok) return saying('deny', reserved.rule, reserved.reason);
  const allowed = { ...set.allowed, reservations: reserved.reservations };
  return spendsApproval ? { ...allowed, spendsApproval } : allowed;
}
