/** What the verbs of control hand out: plain objects. A policy's text is byte for byte what was saved. */

import type { Fault, PolicyTool } from '@/lib/policy';

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
