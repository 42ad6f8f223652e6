/** The decision on one call: the review of its tool, then its grant's policy. Asks no store. */

import type { Json } from '@/lib/json';
import {
  type Call,
  type Compiled,
  type Context,
  type Decision,
  decide,
  sentences,
  variantName,
} from '@/lib/policy';
import type { EnforcedTool, Enforcement, ReviewSetting } from '../ports';
import type { RequestMessage } from '../read';
import { notesOf, own } from '../read';

/** A call of a tool as it was read. */
export type JudgedCall = { tool: string; call: Call; args: Json | undefined };

const control = /\p{Cc}/u;

export function readCall(message: RequestMessage): JudgedCall | null {
  const tool = own(message.params, 'name');
  // Control characters end a name for some readers.
  if (typeof tool !== 'string' || tool === '' || control.test(tool)) return null;
  const args = own(message.params, 'arguments');
  const call: Call = args === undefined ? { tool } : { tool, arguments: args };
  // Without notes the engine looks at the depth itself, and decides the short way what it can.
  if (args !== undefined && message.read !== null) call.notes = notesOf(message);
  return { tool, call, args };
}

/**
 * What is decided before any store is asked. With the setting `hold`, a person is asked only about calls that the policy
 * lets through: what it denies or hides stays so.
 */
export function judge(
  { tool, call, args }: JudgedCall,
  enforcement: Enforcement,
  enforced: EnforcedTool,
  nowMs: number,
  approved: boolean,
): Decision {
  const setting = settingFor(enforced, enforcement);
  if (setting === 'deny') return unseen(enforced);
  const { policy } = enforcement;
  if (variantName(policy, tool, enforced.class, args) !== null) return invalid();
  const decision = decide(policy, call, contextOf(enforcement, enforced, nowMs, approved));
  if (setting !== 'hold' || decision.verdict !== 'allow') return decision;
  // A person approves these very arguments: each of their numbers counts.
  if ((call.notes?.inexact?.length ?? 0) > 0) return invalid();
  return approved
    ? { ...decision, spendsApproval: true }
    : { ...unseen(enforced), verdict: 'approve', expiresInSeconds: 3_600 };
}

/** What the candidate would have said. Nothing is reserved for it, so a full limit of its is not seen. */
export function judgeCandidate(
  { tool, call, args }: JudgedCall,
  candidate: Compiled,
  enforcement: Enforcement,
  enforced: EnforcedTool,
  nowMs: number,
): Decision {
  if (variantName(candidate, tool, enforced.class, args) !== null) return invalid();
  return decide(candidate, call, contextOf(enforcement, enforced, nowMs, false));
}

/** Whether the tool is left out of lists: asked of the same function as a call. */
export function isHiddenTool(tool: string, enforcement: Enforcement, nowMs: number): boolean {
  const enforced = enforcement.tool(tool);
  return (
    decide(enforcement.policy, { tool }, contextOf(enforcement, enforced, nowMs, false)).verdict === 'hidden'
  );
}

function contextOf(
  enforcement: Enforcement,
  enforced: EnforcedTool,
  nowMs: number,
  approved: boolean,
): Context {
  const { grant, server } = enforcement;
  return {
    nowMs,
    grant: grant.id,
    server: server.id,
    organisation: grant.organisationId,
    class: enforced.class,
    schema: enforced.schema,
    approved,
  };
}

function settingFor({ state }: EnforcedTool, { server }: Enforcement): ReviewSetting {
  if (state === 'reviewed') return 'allow';
  return state === 'drifted' ? server.drifted : server.unreviewed;
}

function unseen({ state }: EnforcedTool): Decision {
  const reason =
    state === 'drifted'
      ? 'The definition of this tool changed since a person reviewed it.'
      : 'Nobody has reviewed this tool yet.';
  return {
    verdict: 'deny',
    rule: state === 'drifted' ? '(drifted)' : '(unreviewed)',
    reason,
    reservations: [],
  };
}

function invalid(): Decision {
  return {
    verdict: 'deny',
    rule: '(invalid arguments)',
    reason: sentences.invalidArguments,
    reservations: [],
  };
}
