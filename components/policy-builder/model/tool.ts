/** What the builder is given: a tool as the catalogue tells it, beyond what the engine needs. */

import type { Json } from '@/lib/json';
import type { PolicyTool } from '@/lib/policy';

export type BuilderTool = PolicyTool & {
  description?: string;
  inputSchema?: Json;
  annotations?: Json;
  severity?: string;
  rationale?: string;
  evidence?: { where: string; quote: string; says: string }[];
  /** What is malformed in the definition. The tool can be decided all the same. */
  problem?: string;
  change?: 'new' | 'changed' | 'removed';
  classSetBy?: string;
};

export type SaveResult =
  | { ok: true; version: number }
  | { ok: false; kind: 'conflict'; version: number; text: string; by: string; at: string }
  | { ok: false; kind: 'refused'; message: string };
