/** Everything that the gateway asks of the world around it. It knows no database: whoever serves it brings these. */

import type { Dispatcher } from 'undici';
import type { Json } from '@/lib/json';
import type { Compiled, Decision, Reservation, RiskClass, Verdict } from '@/lib/policy';

/** What a grant may be given beside tools. `sampling` and `elicitation` are requests that the server makes. */
export const permissions = [
  'resources',
  'prompts',
  'completion',
  'logging',
  'tasks',
  'sampling',
  'elicitation',
] as const;
export type Permission = (typeof permissions)[number];

export type ReviewState = 'reviewed' | 'unreviewed' | 'drifted';
/** What a server does with a call to a tool that nobody reviewed, or whose definition drifted. */
export type ReviewSetting = 'deny' | 'hold' | 'allow';

export type EnforcedTool = {
  state: ReviewState;
  /** Recorded for the reviewed definition; a drifted tool keeps its last one. */
  class?: RiskClass;
  /** The reviewed input schema. */
  schema?: Json;
  /** Of the definition that is offered, or was last: an approval is bound to it. null where none is known. */
  digest: string | null;
};

/** Numbers that grow with each change. The reserving statement compares them with those decided on. */
export type Epochs = {
  grant: number;
  /** Names the version in force: a version's id, or what stands for 'none'. */
  policy: string;
  definitions: number;
  server: number;
};

/** Everything that a call is decided on, as of one moment. May be up to 1 s old: `admit` and `hold` compare the epochs. */
export type Enforcement = {
  grant: {
    id: string;
    label: string;
    organisationId: string;
    serverId: string;
    /** Milliseconds since the Unix epoch, by the store's clock. */
    expiresAtMs: number | null;
    may: readonly Permission[];
    maxInFlight: number;
  };
  server: {
    id: string;
    name: string;
    transport: 'http' | 'sse' | 'stdio';
    unreviewed: ReviewSetting;
    drifted: ReviewSetting;
    /** From the last byte sent until the answer begins, and between two parts of an answer. */
    timeoutMs: number;
    maxInFlight: number;
    recordsArguments: boolean;
  };
  /** `{ kind: 'none' }` where the grant has no policy, `{ kind: 'invalid' }` where its text does not parse. */
  policy: Compiled;
  policyVersion: { id: string; number: number; policyId: string } | null;
  /** Evaluated and recorded, never enforced. */
  candidate: { policy: Compiled; versionId: string } | null;
  /** A tool that is not known is `unreviewed`, without class, schema and digest. */
  tool(name: string): EnforcedTool;
  epochs: Epochs;
};

/** What an approval is bound to. Two calls with equal identities are the same call. */
export type CallIdentity = {
  grantId: string;
  serverId: string;
  organisationId: string;
  tool: string;
  /** SHA-256 of the canonical arguments, 64 hexadecimal digits. */
  argumentsDigest: string;
  policyVersionId: string | null;
  definitionDigest: string | null;
};

/** One row of the record. Nothing in it is secret but `arguments`, which is null unless the server records them. */
export type RecordEntry = {
  /** Made by `newId`: the record is found by it. */
  id: string;
  organisationId: string;
  grantId: string;
  serverId: string;
  method: string;
  /** null for methods that name no tool. */
  tool: string | null;
  verdict: Verdict;
  rule: string;
  reason: string;
  policyVersionId: string | null;
  /** What the candidate policy would have said, where the grant has one. */
  candidate: { versionId: string; verdict: Verdict; rule: string } | null;
  review: ReviewState | null;
  class: RiskClass | null;
  /** The JSON-RPC id as written, at most 200 characters. */
  requestId: string;
  /** Names of the arguments' members, sorted, at most 100. */
  argumentKeys: readonly string[];
  /** As sent, secrets not yet masked: the store masks and seals. */
  arguments: Json | null;
  retryAfterSeconds: number | null;
};

/** One call that is about to be let on. `entry.verdict` is 'allow'. */
export type Admission = {
  entry: RecordEntry;
  epochs: Epochs;
  /** Puts the policy's id before every reservation's key: counts belong to the policy, not to its version. */
  policyId: string | null;
  /** Empty where the policy has no limits for this call. Windows are those of the store's clock, from `window`. */
  reservations: readonly Reservation[];
  /** The approval that this call spends; it must still be approved, unused, unexpired, and of this identity. */
  approval: { id: string; identity: CallIdentity } | null;
};

/** Proof of a recorded allow. The store may put into `held` whatever it needs to give back. */
export type Receipt = { readonly recordId: string; readonly held: unknown };

export type Admitted =
  | { kind: 'allow'; receipt: Receipt }
  /** A limit is full: the record holds the denial. */
  | { kind: 'deny'; decision: Decision }
  /** An epoch has moved, the grant expired or was revoked, or the approval is gone: decide again. */
  | { kind: 'stale' };

export type ApprovalFound =
  | { state: 'none' }
  | { state: 'pending'; id: string; url: string; expiresAtMs: number }
  | { state: 'approved'; id: string }
  | { state: 'denied'; id: string; reason: string };

export type Held =
  | { kind: 'held'; id: string; url: string; expiresAtMs: number }
  /** An epoch has moved, or the grant expired or was revoked: decide again. Nothing was made or recorded. */
  | { kind: 'stale' };

export type OutcomeStatus =
  /** The server answered; `isError` of a tool's result is `tool_error`, a JSON-RPC error `rpc_error`. */
  | 'answered'
  | 'tool_error'
  | 'rpc_error'
  /** Known not to have reached the server. */
  | 'not_sent'
  | 'timeout'
  /** The client went away. */
  | 'cancelled'
  /** Reset, half an answer, garbage, too large, or a status that is no answer. */
  | 'broken';

export type Outcome = {
  status: OutcomeStatus;
  /** Of the server's HTTP answer; null for a bridge and where there was none. */
  httpStatus: number | null;
  latencyMs: number;
  requestBytes: number;
  responseBytes: number;
  /** One plain sentence of ours; never the server's words. */
  error: string | null;
};

/**
 * A connection of one session to a server that does not speak Streamable HTTP. One message a call, in order. Made by
 * `open`, never shared between sessions.
 */
export type Channel = {
  /** A whole JSON-RPC message as UTF-8 text without line breaks. Rejects where it cannot be written. */
  send(message: string): Promise<void>;
  /** Each message of the server, as it was written. Called from the moment of opening on. */
  onMessage(take: (message: string) => void): void;
  /** Once, also where it was closed from here. The sentence is ours and may be shown. */
  onClose(closed: (why: string) => void): void;
  close(): void;
};

/** How a server is reached. Credentials are in here: never logged. */
export type UpstreamConnection =
  | {
      kind: 'http';
      /** One pool a server, kept by whoever gives it. Addresses are checked inside. */
      dispatcher: Dispatcher;
      origin: string;
      /** Path and query. */
      path: string;
      /** The server's own credentials and other set headers. Names in lower case. */
      headers: Readonly<Record<string, string>>;
      /**
       * The server answered 401 or 403: its token may have ended early, or does not reach far enough. The call is not sent
       * again. `challenge`: of a 403, its WWW-Authenticate, which goes no further. Returns what the agent is told where a
       * person has to do something about it, in a sentence of ours. Must not throw.
       */
      refused?(status: 401 | 403, challenge: string | undefined): string | null;
    }
  | { kind: 'bridge'; open(): Promise<Channel> };

export type Ports = {
  /**
   * null: no such grant, revoked, expired, or of another server. Throws when it cannot be told: refused. No promise where
   * it is known.
   */
  enforcement(token: string, serverId: string): Enforcement | null | Promise<Enforcement | null>;
  /**
   * One atomic step: compare epochs (and expiry and revocation by the store's clock), reserve all counts, spend the
   * approval, insert the record. INVARIANT: after 'allow' the record is durable. No promise where nothing is waited for.
   */
  admit(admission: Admission): Admitted | Promise<Admitted>;
  /** A denial or a hidden tool: in groups, in the background, never lost silently. Must not throw. */
  record(entry: RecordEntry): void;
  /** The approval that answers this very call. An expired or spent one is 'none'. */
  findApproval(identity: CallIdentity): Promise<ApprovalFound>;
  /** Compares the epochs, makes the pending approval or finds the identical one, and records the hold. */
  hold(identity: CallIdentity, entry: RecordEntry, epochs: Epochs, expiresInSeconds: number): Promise<Held>;
  /** What an admitted call came to: in batches, in the background. Must not throw. */
  outcome(receipt: Receipt, outcome: Outcome): void;
  /** Known not to have reached the server: units and approval go back to the window that they came from. */
  giveBack(receipt: Receipt): Promise<void>;
  /** Refusals without a valid grant: counted a minute and address. Must not throw. */
  refused(address: string, why: RefusalReason): void;
  /**
   * INVARIANT: never of settings older than those that the call was decided on. Throws an `AppError` where the server
   * cannot be reached for a reason that may be told. No promise where it is known.
   */
  upstream(serverId: string, settingsEpoch: number): UpstreamConnection | Promise<UpstreamConnection>;
  /** The server says that its tools are others, or lists one that is. As often as it likes, and it may lie. Must not throw. */
  toolsChanged(serverId: string): void;
  /** Called when something of this grant may have changed (within 1 s). Returns what ends it. */
  changes(grantId: string, onChange: () => void): () => void;
  /** Milliseconds since the Unix epoch. */
  nowMs(): number;
  newId(): string;
};

export type RefusalReason = 'no_token' | 'unknown_token' | 'foreign_origin' | 'malformed' | 'unavailable';
