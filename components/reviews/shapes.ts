/** What the pages of reviews draw: what lib/control hands out, as far as it is shown. */

import type { FindingLevel, RiskClass } from '@/lib/policy';
import type { RiskFinding } from '@/lib/risk';

export type Change = 'new' | 'changed' | 'removed';
export type Treatment = 'deny' | 'hold' | 'allow';

export type PendingItem = {
  toolId: string;
  name: string;
  change: Change;
  description: string | null;
  class: RiskClass | null;
  classBefore: RiskClass | null;
  findings: RiskFinding[];
  changes: { part: string; pointer: string; before: string | null; after: string | null }[];
  risky: boolean;
  policies: {
    policyId: string;
    name: string;
    number: number;
    enforced: boolean;
    effects: { level: FindingLevel | 'info'; code: string | null; says: string }[];
  }[];
};

export type PendingGroup = {
  server: { id: string; name: string };
  draft: boolean;
  unreviewed: Treatment;
  drifted: Treatment;
  count: number;
  offer: string;
  tools: PendingItem[];
};

export type ConfirmInput = { serverId: string; offer: string; tools?: string[] };
