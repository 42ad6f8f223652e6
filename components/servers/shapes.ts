/** The shapes that the pages about servers draw: what lib/catalogue hands out, as far as it is shown. */

import type { RiskName } from '@/components/risk/risk-badge';
import type { RiskClass } from '@/lib/policy';
import type { Classification, RiskFinding } from '@/lib/risk';

export type Trouble = { kind: string; message: string; hint: string };
export type Transport = 'http' | 'stdio' | 'none';

export type ServerRow = {
  id: string;
  name: string;
  state: 'draft' | 'reviewed';
  origin: 'url' | 'command' | 'configuration' | 'listing' | 'sample';
  transport: Transport;
  address: string;
  health: 'unknown' | 'ok' | 'failed';
  failure: Trouble | null;
  toolCount: number;
  classes: Record<RiskName, number>;
  pending: { new: number; changed: number; removed: number; malformed: number };
  policies: { id: string; name: string }[];
  discoveredAt: string | null;
  failedAt: string | null;
};

export type ReviewState = 'reviewed' | 'unreviewed' | 'drifted' | 'removed' | 'malformed';

/** A tool as a row: what is searched, filtered and shown of all 800 at once. */
export type ToolRow = {
  id: string;
  name: string;
  title: string | null;
  description: string | null;
  class: RiskClass | null;
  severity: string | null;
  /** Why the class, in a sentence. */
  rationale: string | null;
  setByPerson: boolean;
  review: ReviewState;
  problem: string | null;
  /** How many of its findings are more than a notice, and whether one is critical. */
  findings: number;
  attacks: boolean;
};

/** Everything about one tool: asked for when it is opened. */
export type ToolFacts = {
  id: string;
  serverId: string;
  name: string;
  title: string | null;
  description: string | null;
  inputSchema: unknown;
  outputSchema: unknown;
  annotations: unknown;
  problem: string | null;
  notes: string[];
  review: ReviewState;
  class: RiskClass | null;
  setByPerson: { class: RiskClass; by: string; at: string } | null;
  judgement: Classification | null;
  /** Poisoning and shadowing: what attacks rather than describes. */
  findings: RiskFinding[];
  definition: string;
  digest: string;
  reviewed: { definition: string; digest: string; class: RiskClass | null } | null;
};

export type Treatment = 'deny' | 'hold' | 'allow';

/** How a server that lets in by OAuth is connected. No token is in it. */
export type AccessFacts = {
  state: 'waiting' | 'connected' | 'lost' | 'tried';
  problem: string | null;
  issuer: string | null;
  scopes: string[];
  /** What the server wants beyond that; empty where it did not say what, null where it wants nothing. */
  asks: string[] | null;
  client: { from: 'hand' | 'document' | 'registered'; id: string } | null;
  expiresAt: string | null;
  renews: boolean;
  connectedAt: string | null;
  connectedBy: string | null;
};

export type ServerFacts = ServerRow & {
  access: AccessFacts | null;
  treatment: { unreviewed: Treatment; drifted: Treatment };
  url: string | null;
  command: string | null;
  args: string[];
  headers: { name: string }[];
  env: { name: string }[];
  identity: {
    protocolVersion?: string;
    transport?: string;
    name?: string;
    title?: string;
    version?: string;
    instructions?: string;
    problems?: string[];
  } | null;
  reviews: { id: string; by: string; at: string }[];
};

export type DiscoveryEvent =
  | { kind: 'step'; message: string }
  | { kind: 'tools'; count: number }
  | {
      kind: 'done';
      serverId: string;
      toolCount: number;
      malformed: number;
      changes: { new: string[]; changed: string[]; removed: string[] };
    }
  | { kind: 'failed'; serverId: string; failure: Trouble }
  | { kind: 'cancelled'; serverId: string };

export type NamedValue = { name: string; value: string };
export type ByUrl = { name?: string; url: string; headers: NamedValue[] };
export type ByCommand = {
  name?: string;
  command: string;
  args: string[];
  env: NamedValue[];
  /** What the person was shown: the command, then each argument. */
  confirmed: string[];
};
export type FromListing = { name?: string; text: string };
export type SampleName = 'everything' | 'filesystem' | 'memory';
