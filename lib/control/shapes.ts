/** What the verbs of control hand out: plain objects. A policy's text is byte for byte what was saved. */

import type { PendingTool, ReviewGroup } from '@/lib/catalogue';
import type { Permission } from '@/lib/gateway/ports';
import type { Fault, PolicyTool, RiskClass } from '@/lib/policy';
import type { Role } from '@/lib/rights';
import type { Effect } from './effects';
import type { Moved } from './moved';

export type PolicySummary = {
  id: string;
  name: string;
  server: { id: string; name: string } | null;
  version: number;
  /** Of the newest version. */
  savedBy: string;
  savedAt: string;
  createdAt: string;
};

export type PolicyVersionSummary = {
  number: number;
  digest: string;
  message: string;
  author: string;
  at: string;
  bytes: number;
};
export type PolicyVersionDetail = PolicyVersionSummary & { policyId: string; text: string };

export type PolicyDetail = PolicySummary & {
  text: string;
  digest: string;
  /** Of the server that it is edited against, in the server's order. Malformed tools with a name are among them. */
  tools: PolicyTool[];
};

/** What saving came to. Only `saved` has made a version. */
export type Saved =
  | { outcome: 'saved'; version: PolicyVersionSummary }
  | { outcome: 'unchanged'; version: PolicyVersionSummary }
  | { outcome: 'conflict'; base: PolicyVersionDetail | null; theirs: PolicyVersionDetail }
  | { outcome: 'refused'; faults: Fault[] };

export type Download =
  | { ok: true; fileName: string; bytes: Uint8Array<ArrayBuffer> }
  | { ok: false; faults: Fault[] };

// ── Enforcement ──

/** A policy as a grant has it: `number` is null where the newest version is followed. */
export type GrantedPolicy = { id: string; name: string; number: number | null; newest: number };

export type GrantView = {
  id: string;
  label: string;
  server: { id: string; name: string };
  /** How its token begins. The token itself is kept nowhere. */
  tokenPrefix: string;
  policy: GrantedPolicy | null;
  candidate: GrantedPolicy | null;
  may: Permission[];
  maxInFlight: number;
  /** `expired` and `revoked` ones let nothing through. */
  state: 'active' | 'expired' | 'revoked';
  expiresAt: string | null;
  revokedAt: string | null;
  lastUsedAt: string | null;
  createdAt: string;
  createdBy: string;
};

/** `token` is shown once: nobody can ask for it again. */
export type MadeGrant = { id: string; token: string; url: string };

export type DecisionVerdict = 'allow' | 'deny' | 'approve' | 'hidden';

export type DecisionView = {
  id: string;
  at: string;
  server: { id: string; name: string | null };
  grant: { id: string; label: string | null };
  method: string;
  tool: string | null;
  verdict: DecisionVerdict;
  rule: string;
  reason: string;
  class: RiskClass | null;
  review: string | null;
  candidate: { verdict: DecisionVerdict; rule: string } | null;
  retryAfterSeconds: number | null;
  requestId: string;
  argumentKeys: string[];
  /** What an admitted call came to; null until it is known, and for what was not let on. */
  outcome: {
    status: string;
    httpStatus: number | null;
    latencyMs: number;
    requestBytes: number;
    responseBytes: number;
    error: string | null;
  } | null;
  approvalId: string | null;
};

/** Counts by verdict in steps of time. `complete` is false where only the newest of the day were counted. */
export type DecisionLanes = {
  fromMs: number;
  stepMs: number;
  lanes: Record<DecisionVerdict, number[]>;
  complete: boolean;
};

export type LastCall = { tool: string; at: string; verdict: DecisionVerdict };

/** A tool that is not among `calls` was not called, as far as records go back: about `keptDays` days before `readAt`. */
export type LastCalls = { readAt: string; keptDays: number; calls: LastCall[] };

export type DecisionDetail = DecisionView & {
  policy: { id: string; name: string; number: number } | null;
  candidatePolicy: { id: string; name: string; number: number } | null;
  /** Masked. `not-kept`: the server does not record them, or no longer. `not-yours`: the role may not see them. */
  arguments: { kind: 'kept'; text: string } | { kind: 'not-kept' } | { kind: 'not-yours' };
  /** In the order in which it was decided. */
  steps: DecisionStep[];
};

/** `stopped` made the verdict; nothing after it was asked. */
export type DecisionStep = { title: string; outcome: 'passed' | 'stopped' | 'skipped'; says: string };

export type ApprovalView = {
  id: string;
  state: 'pending' | 'approved' | 'denied' | 'spent' | 'expired';
  /** What has moved since, so that no call fits it any more; null where it stands, or is over. */
  outdated: Moved | null;
  server: { id: string; name: string };
  grant: { id: string; label: string };
  tool: string;
  rule: string;
  reason: string;
  argumentKeys: string[];
  arguments: DecisionDetail['arguments'];
  /** SHA-256 of the canonical arguments. */
  argumentsDigest: string;
  recordId: string;
  createdAt: string;
  expiresAt: string;
  decidedBy: string | null;
  decidedAt: string | null;
  decisionReason: string;
  spentAt: string | null;
};

export type ServerEnforcement = {
  serverId: string;
  unreviewed: 'deny' | 'hold' | 'allow';
  drifted: 'deny' | 'hold' | 'allow';
  timeoutMs: number;
  maxInFlight: number;
  recordsArguments: boolean;
  argumentsDays: number;
  recordsDays: number;
};

/** Of one policy on one pending tool. None: it means the same as before. */
export type PolicyEffects = {
  policyId: string;
  name: string;
  number: number;
  /** A live grant of the server is held to it. */
  enforced: boolean;
  effects: Effect[];
};

export type ReviewInbox = (Omit<ReviewGroup, 'tools'> & {
  tools: (PendingTool & { policies: PolicyEffects[] })[];
})[];

export type { Effect };

export type ApiTokenView = {
  id: string;
  name: string;
  role: Role;
  tokenPrefix: string;
  createdBy: string;
  /** machine: on the operator's machine by the command line. */
  madeAt: 'machine' | 'console';
  createdAt: string;
  lastUsedAt: string | null;
  revokedAt: string | null;
};

/** One change that somebody made. */
export type TrailEvent = {
  id: string;
  at: string;
  by: TrailAuthor;
  /** `server.register`, `policy.save` … */
  action: string;
  /** `exists`: of a server or a policy, that it is still there. */
  subject: { kind: string; id: string; name: string; exists: boolean };
  details: Record<string, unknown>;
};

/** A person's id, `token:` and a token's, or `operator`. */
export type TrailAuthor = { id: string; name: string };
