/** What the verbs of the private catalogue hand out: plain objects that can cross to a browser. No secret is ever in them. */

import type { Json } from '@/lib/json';
import type { RiskClass } from '@/lib/policy';
import type { Classification, RiskFinding } from '@/lib/risk';
import type { DefinitionChange } from './definition-changes';
import type { LookEvery } from './look-times';

export const unclassified = 'Unclassified';
/** How many tools of each class, as people or the classifier have it. Removed and nameless tools are not counted. */
export type ClassCounts = Record<RiskClass | typeof unclassified, number>;

export type ServerState = 'draft' | 'reviewed';
export type ServerOrigin = 'url' | 'command' | 'configuration' | 'listing' | 'sample';
/** http: Streamable HTTP, falling back to SSE. none: a pasted listing. */
export type ServerTransport = 'http' | 'stdio' | 'none';
export type SampleName = 'everything' | 'filesystem' | 'memory';

/** Why the last discovery failed, and a way on. `kind` is stable: see lib/upstream. */
export type Failure = { kind: string; message: string; hint: string };

export type ServerSummary = {
  id: string;
  name: string;
  state: ServerState;
  origin: ServerOrigin;
  sample: SampleName | null;
  transport: ServerTransport;
  /** The URL, the command line, a sample's package, or '' for a pasted listing. */
  address: string;
  /** `unknown` was never asked. */
  health: 'unknown' | 'ok' | 'failed';
  failure: Failure | null;
  toolCount: number;
  classes: ClassCounts;
  /** Against what was reviewed. All zero: nothing waits for a person. */
  pending: { new: number; changed: number; removed: number; malformed: number };
  policies: { id: string; name: string }[];
  /** ISO 8601, UTC, as all times. */
  discoveredAt: string | null;
  failedAt: string | null;
  createdAt: string;
  createdBy: string;
};

/** A header or environment variable: its value never comes back, only that there is one. */
export type SecretMark = { name: string; set: true };

/** How often a server is asked again by the clock. */
export type Looking = {
  every: LookEvery;
  /** Of the last time, whether it answered or not. */
  last: string | null;
  /** null where it is not asked by itself. */
  next: string | null;
  /** Since the last answer. */
  failures: number;
};

/** What the server says of itself: its claims. */
export type ServerIdentity = {
  protocolVersion?: string;
  generation?: 'legacy' | 'modern';
  transport?: string;
  name?: string;
  title?: string;
  version?: string;
  instructions?: string;
  /** What was odd about its list of tools as a whole, as plain sentences. */
  problems?: string[];
};

/** The access to a server by OAuth, as people may see it. */
export type AccessView = {
  /** `waiting` for a person; `lost`: calls are refused until somebody connects it; `tried`: reached without so far. */
  state: 'waiting' | 'connected' | 'lost' | 'tried';
  /** Why the last attempt failed or the access was lost. */
  problem: string | null;
  issuer: string | null;
  /** As granted. */
  scopes: string[];
  /** What the server wants beyond that: connecting it again asks for it too. Empty where it did not say what; null: nothing. */
  asks: string[] | null;
  /** Set by a person; null leaves it to the server. */
  wantedScopes: string | null;
  client: { from: 'hand' | 'document' | 'registered'; id: string } | null;
  /** Of the present token; null where it has no known end. */
  expiresAt: string | null;
  /** Renewed by itself before that. */
  renews: boolean;
  connectedAt: string | null;
  connectedBy: string | null;
};

export type ServerDetail = ServerSummary & {
  access: AccessView | null;
  url: string | null;
  command: string | null;
  args: string[];
  headers: SecretMark[];
  env: SecretMark[];
  identity: ServerIdentity | null;
  looking: Looking;
  /** What happens to calls of tools that nobody reviewed, and of those that changed since. */
  treatment: { unreviewed: Treatment; drifted: Treatment };
  /** A digest over all that is offered now: hand it back to `confirmReview`. */
  offer: string;
  tools: ToolView[];
  reviews: { id: string; by: string; at: string }[];
};

/** `malformed` has no definition that could be reviewed. */
export type ReviewState = 'reviewed' | 'unreviewed' | 'drifted' | 'removed' | 'malformed';

export type ToolView = {
  id: string;
  name: string;
  position: number;
  title: string | null;
  description: string | null;
  inputSchema: Json | null;
  outputSchema: Json | null;
  annotations: Json | null;
  /** Why it is malformed. It is shown and can still be decided when it has a name. */
  problem: string | null;
  /** What is odd about it, as plain sentences. */
  notes: string[];
  review: ReviewState;
  removedAt: string | null;
  /** The class that counts: a person's, else the classifier's, else null. */
  class: RiskClass | null;
  setByPerson: { class: RiskClass; by: string; at: string } | null;
  judgement: Judgement | null;
  /** Poisoning and shadowing: what in the definition attacks rather than describes. Of a removed tool: none. */
  findings: RiskFinding[];
};

/** What the classifier said, whole. */
export type Judgement = Classification;

export type { DefinitionChange, LookEvery, RiskFinding };

export type ToolDetail = ToolView & {
  serverId: string;
  /** JSON text as the server sent it. */
  definition: string;
  digest: string;
  /** What a person pinned, where that is something else or the tool is gone. */
  reviewed: { definition: string; digest: string; class: RiskClass | null } | null;
};

/** A definition that waits for a person. */
export type PendingTool = {
  toolId: string;
  name: string;
  change: 'new' | 'changed' | 'removed';
  description: string | null;
  class: RiskClass | null;
  /** Of the definition that was confirmed. */
  classBefore: RiskClass | null;
  findings: RiskFinding[];
  /** Of a changed one: what differs, piece by piece. */
  changes: DefinitionChange[];
  /** Worth a look by itself. */
  risky: boolean;
};

export type Treatment = 'deny' | 'hold' | 'allow';

export type ReviewGroup = {
  server: { id: string; name: string };
  /** Nothing of it was ever confirmed: `tools` is empty, and all of it is looked at on its own page. */
  draft: boolean;
  /** What happens until then to calls of new tools, and of changed ones. */
  unreviewed: Treatment;
  drifted: Treatment;
  count: number;
  /** Hand it back to `confirmReview`. */
  offer: string;
  tools: PendingTool[];
};

/** What a discovery reports while it runs. The last one is `done`, `failed` or `cancelled`. One JSON object a line in the stream. */
export type DiscoveryEvent =
  | { kind: 'step'; message: string }
  | { kind: 'tools'; count: number }
  | { kind: 'done'; serverId: string; toolCount: number; malformed: number; changes: Changes }
  | { kind: 'failed'; serverId: string; failure: Failure }
  | { kind: 'cancelled'; serverId: string };

/** Tool names, against what was reviewed. */
export type Changes = { new: string[]; changed: string[]; removed: string[] };
