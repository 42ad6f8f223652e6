/** From a read call to a recorded allow, or to what is answered instead. */

import { canonical, type Json, sha256 } from '@/lib/json';
import type { Decision } from '@/lib/policy';
import type { Pending } from '../answer';
import type { CallIdentity, EnforcedTool, Enforcement, Ports, Receipt, RecordEntry } from '../ports';
import type { RequestMessage } from '../read';
import { type JudgedCall, judge, judgeCandidate } from './judge';
import { patiently, StoreFailure } from './store';

export type CallVerdict =
  | { kind: 'allow'; receipt: Receipt; enforcement: Enforcement }
  | { kind: 'deny'; decision: Decision; recordId: string }
  | { kind: 'hidden'; recordId: string }
  | { kind: 'held'; decision: Decision; pending: Pending; identity: CallIdentity }
  /** The grant is gone since the request began. */
  | { kind: 'no-grant' };

export type Deciding = {
  ports: Ports;
  storeTimeoutMs: number;
  /** The newest that is to be had, or null where the grant is gone. */
  again: () => Enforcement | null | Promise<Enforcement | null>;
};

/** Between two attempts on what had moved: a process may hold what it decides on for up to a second. */
const pausesMs = [0, 20, 100, 400, 800];

/**
 * INVARIANT: 'allow' is returned only with the receipt of a recorded allow. Throws `StoreFailure` where a store failed:
 * nothing was let on, and units that were reserved too late are given back.
 */
export async function admitCall(
  deciding: Deciding,
  first: Enforcement,
  message: RequestMessage,
  call: JudgedCall,
): Promise<CallVerdict> {
  let enforcement: Enforcement | null = first;
  for (const pause of pausesMs) {
    if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
    if (pause > 0 || enforcement === null) enforcement = await deciding.again();
    if (enforcement === null) return { kind: 'no-grant' };
    const verdict = await attempt(deciding, enforcement, message, call);
    if (verdict !== 'stale') return verdict;
    enforcement = await deciding.again();
  }
  throw new StoreFailure('what the call is decided on kept changing', undefined);
}

async function attempt(
  { ports, storeTimeoutMs }: Deciding,
  enforcement: Enforcement,
  message: RequestMessage,
  call: JudgedCall,
): Promise<CallVerdict | 'stale'> {
  const nowMs = ports.nowMs();
  const enforced = enforcement.tool(call.tool);
  const entryFor = (decision: Decision) =>
    entryOf(ports, enforcement, enforced, message, call, decision, nowMs);
  const deny = (decision: Decision): CallVerdict => {
    const entry = entryFor(decision);
    ports.record(entry);
    return { kind: 'deny', decision, recordId: entry.id };
  };

  let decision = judge(call, enforcement, enforced, nowMs, false);
  let approval: { id: string; identity: CallIdentity } | null = null;
  if (decision.verdict === 'approve') {
    const identity = identityOf(enforcement, enforced, call);
    const found = await patiently('the approval', storeTimeoutMs, () => ports.findApproval(identity));
    if (found.state === 'denied') {
      const reason = `A person denied this call${found.reason === '' ? '.' : `: ${found.reason}`}`;
      return deny({ verdict: 'deny', rule: decision.rule, reason, reservations: [] });
    }
    if (found.state !== 'approved') {
      const held = decision;
      const expires = held.expiresInSeconds ?? 3_600;
      const pending =
        found.state === 'pending'
          ? found
          : await patiently('the approval', storeTimeoutMs, () =>
              ports.hold(identity, entryFor(held), expires),
            );
      return { kind: 'held', decision: held, pending, identity };
    }
    approval = { id: found.id, identity };
    decision = judge(call, enforcement, enforced, nowMs, true);
  }
  if (decision.verdict === 'hidden') {
    const entry = entryFor(decision);
    ports.record(entry);
    return { kind: 'hidden', recordId: entry.id };
  }
  if (decision.verdict !== 'allow') return deny(decision);

  const entry = entryFor(decision);
  const admitted = await patiently(
    'the record',
    storeTimeoutMs,
    () =>
      ports.admit({
        entry,
        epochs: enforcement.epochs,
        policyId: enforcement.policyVersion?.policyId ?? null,
        reservations: decision.reservations,
        approval,
      }),
    // Nobody waits for it any more, and nothing was sent.
    (late) => void (late.kind === 'allow' && ports.giveBack(late.receipt).catch(() => {})),
  );
  if (admitted.kind === 'stale') return 'stale';
  if (admitted.kind === 'deny') return { kind: 'deny', decision: admitted.decision, recordId: entry.id };
  return { kind: 'allow', receipt: admitted.receipt, enforcement };
}

export function identityOf(enforcement: Enforcement, enforced: EnforcedTool, call: JudgedCall): CallIdentity {
  return {
    grantId: enforcement.grant.id,
    serverId: enforcement.server.id,
    organisationId: enforcement.grant.organisationId,
    tool: call.tool,
    argumentsDigest: sha256(canonical(call.args ?? {})),
    policyVersionId: enforcement.policyVersion?.id ?? null,
    definitionDigest: enforced.digest,
  };
}

function entryOf(
  ports: Ports,
  enforcement: Enforcement,
  enforced: EnforcedTool,
  message: RequestMessage,
  call: JudgedCall,
  decision: Decision,
  nowMs: number,
): RecordEntry {
  const { candidate } = enforcement;
  const other =
    candidate === null ? null : judgeCandidate(call, candidate.policy, enforcement, enforced, nowMs);
  const entry = baseEntry(ports, enforcement, message);
  entry.tool = call.tool;
  entry.verdict = decision.verdict;
  entry.rule = decision.rule;
  entry.reason = decision.reason;
  if (candidate !== null && other !== null)
    entry.candidate = { versionId: candidate.versionId, verdict: other.verdict, rule: other.rule };
  entry.review = enforced.state;
  entry.class = enforced.class ?? null;
  entry.argumentKeys = keysOf(call.args);
  if (enforcement.server.recordsArguments) entry.arguments = call.args ?? {};
  entry.retryAfterSeconds = decision.retryAfterSeconds ?? null;
  return entry;
}

/** What every entry of a request holds; the verdict is an allow of the grant until told otherwise. */
export function baseEntry(ports: Ports, enforcement: Enforcement, message: RequestMessage): RecordEntry {
  const { id } = message;
  return {
    id: ports.newId(),
    organisationId: enforcement.grant.organisationId,
    grantId: enforcement.grant.id,
    serverId: enforcement.server.id,
    method: message.method,
    tool: null,
    verdict: 'allow',
    rule: '(grant)',
    reason: 'The grant allows this method.',
    policyVersionId: enforcement.policyVersion?.id ?? null,
    candidate: null,
    review: null,
    class: null,
    requestId: typeof id === 'number' ? String(id) : JSON.stringify(id).slice(0, 200),
    argumentKeys: [],
    arguments: null,
    retryAfterSeconds: null,
  };
}

/** A call that was not judged, because the server is not to be reached until a person has done something. */
export function barredEntry(
  ports: Ports,
  enforcement: Enforcement,
  message: RequestMessage,
  call: JudgedCall,
  reason: string,
): RecordEntry {
  const { tool, args } = call;
  const { state: review, class: risk } = enforcement.tool(tool);
  return {
    ...baseEntry(ports, enforcement, message),
    tool,
    verdict: 'deny',
    rule: '(not connected)',
    reason,
    review,
    class: risk ?? null,
    argumentKeys: keysOf(args),
  };
}

function keysOf(args: Json | undefined): string[] {
  if (typeof args !== 'object' || args === null || Array.isArray(args)) return [];
  return Object.keys(args).sort().slice(0, 100);
}
