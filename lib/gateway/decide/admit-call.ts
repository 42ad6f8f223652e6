/** From a read call to a recorded allow, or to what is answered instead. */

import { canonical, type Json, sha256 } from '@/lib/json';
import type { Decision } from '@/lib/policy';
import type { Pending } from '../answer';
import type {
  Admission,
  CallIdentity,
  EnforcedTool,
  Enforcement,
  Ports,
  Receipt,
  RecordEntry,
} from '../ports';
import type { RequestMessage } from '../read';
import { type JudgedCall, judge, judgeCandidate } from './judge';
import { patiently, patientlyThen, StoreFailure } from './store';

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

/** Before each further attempt on what had moved: a process may hold what it decides on for up to a second. */
const pausesMs = [20, 100, 400, 800];

/**
 * INVARIANT: 'allow' is returned only with the receipt of a recorded allow. Fails with `StoreFailure` where a store failed:
 * nothing was let on, and units that were reserved too late are given back. A promise only where somebody is waited for.
 */
export function admitCall(
  deciding: Deciding,
  enforcement: Enforcement,
  message: RequestMessage,
  call: JudgedCall,
): CallVerdict | Promise<CallVerdict> {
  return attempt({ deciding, enforcement, message, call }, () => admitAgain(deciding, message, call));
}

async function admitAgain(
  deciding: Deciding,
  message: RequestMessage,
  call: JudgedCall,
): Promise<CallVerdict> {
  for (const pause of pausesMs) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    const enforcement = await deciding.again();
    if (enforcement === null) return { kind: 'no-grant' };
    const verdict = await attempt({ deciding, enforcement, message, call }, () => null);
    if (verdict !== null) return verdict;
  }
  throw new StoreFailure('what the call is decided on kept changing', undefined);
}

type Asked = { deciding: Deciding; enforcement: Enforcement; message: RequestMessage; call: JudgedCall };
/** One attempt: what was asked, on what the tool is at that time. */
type Attempt = Asked & { enforced: EnforcedTool; nowMs: number };

/** `stale`: what comes of one that was decided on what holds no more. */
function attempt<S>(asked: Asked, stale: () => S | Promise<S>): CallVerdict | S | Promise<CallVerdict | S> {
  const { deciding, enforcement, message, call } = asked;
  const nowMs = deciding.ports.nowMs();
  const enforced = enforcement.tool(call.tool);
  const one: Attempt = { deciding, enforcement, message, call, enforced, nowMs };
  const decision = judge(call, enforcement, enforced, nowMs, false);
  return decision.verdict === 'approve'
    ? askPerson(one, decision, stale)
    : carryOut(one, decision, null, stale);
}

async function askPerson<S>(
  one: Attempt,
  held: Decision,
  stale: () => S | Promise<S>,
): Promise<CallVerdict | S> {
  const { deciding, enforcement, call, enforced, nowMs } = one;
  const { ports, storeTimeoutMs } = deciding;
  const identity = identityOf(enforcement, enforced, call);
  const found = await patiently('the approval', storeTimeoutMs, () => ports.findApproval(identity));
  if (found.state === 'denied') {
    const reason = `A person denied this call${found.reason === '' ? '.' : `: ${found.reason}`}`;
    return deny(one, { verdict: 'deny', rule: held.rule, reason, reservations: [] });
  }
  if (found.state === 'approved') {
    const decision = judge(call, enforcement, enforced, nowMs, true);
    return carryOut(one, decision, { id: found.id, identity }, stale);
  }
  const expires = held.expiresInSeconds ?? 3_600;
  if (found.state === 'pending') return { kind: 'held', decision: held, pending: found, identity };
  const pending = await patiently('the approval', storeTimeoutMs, () =>
    ports.hold(identity, entryOf(one, held), enforcement.epochs, expires),
  );
  return pending.kind === 'stale' ? stale() : { kind: 'held', decision: held, pending, identity };
}

function deny(one: Attempt, decision: Decision): CallVerdict {
  const entry = entryOf(one, decision);
  one.deciding.ports.record(entry);
  return { kind: 'deny', decision, recordId: entry.id };
}

function carryOut<S>(
  one: Attempt,
  decision: Decision,
  approval: Admission['approval'],
  stale: () => S | Promise<S>,
): CallVerdict | S | Promise<CallVerdict | S> {
  const { enforcement } = one;
  const { ports, storeTimeoutMs } = one.deciding;
  if (decision.verdict === 'hidden') {
    const entry = entryOf(one, decision);
    ports.record(entry);
    return { kind: 'hidden', recordId: entry.id };
  }
  if (decision.verdict !== 'allow') return deny(one, decision);

  const entry = entryOf(one, decision);
  const admission: Admission = {
    entry,
    epochs: enforcement.epochs,
    policyId: enforcement.policyVersion?.policyId ?? null,
    reservations: decision.reservations,
    approval,
  };
  return patientlyThen(
    'the record',
    storeTimeoutMs,
    () => ports.admit(admission),
    (admitted): CallVerdict | S | Promise<S> => {
      if (admitted.kind === 'stale') return stale();
      if (admitted.kind === 'deny') return { kind: 'deny', decision: admitted.decision, recordId: entry.id };
      return { kind: 'allow', receipt: admitted.receipt, enforcement };
    },
    // Nobody waits for it any more, and nothing was sent.
    (late) => void (late.kind === 'allow' && ports.giveBack(late.receipt).catch(() => {})),
  );
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

function entryOf(one: Attempt, decision: Decision): RecordEntry {
  const { deciding, enforcement, message, call, enforced, nowMs } = one;
  const { candidate } = enforcement;
  const other =
    candidate === null ? null : judgeCandidate(call, candidate.policy, enforcement, enforced, nowMs);
  const entry = baseEntry(deciding.ports, enforcement, message);
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
  const keys = Object.keys(args).sort();
  return keys.length > 100 ? keys.slice(0, 100) : keys;
}
