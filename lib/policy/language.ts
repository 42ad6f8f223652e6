/** The shapes of policy.json (version "1") and of everything that the engine says about a call. */

import type { Json } from '@/lib/json';

export const riskClasses = ['Read', 'Write', 'Execute', 'Destructive', 'Financial'] as const;
export type RiskClass = (typeof riskClasses)[number];

export const actions = ['allow', 'deny', 'hide', 'approve'] as const;
export type Action = (typeof actions)[number];

export type Operator =
  | 'eq'
  | 'neq'
  | 'lt'
  | 'lte'
  | 'gt'
  | 'gte'
  | 'in'
  | 'not_in'
  | 'exists'
  | 'regex'
  | 'not_regex'
  | 'contains'
  | 'not_contains'
  | 'starts_with'
  | 'ends_with'
  | 'length_lte'
  | 'length_gte'
  | 'host_in'
  | 'within';

export type Comparison = { path: string; op: Operator; value: Json };
export type Condition = Comparison | { any: Condition[] } | { all: Condition[] } | { not: Condition };

export type Rule = { conditions: Condition[]; on_deny?: string };
export type ApprovalRule = { conditions: Condition[]; reason?: string; expires_in?: number };

export type Window = 'second' | 'minute' | 'hour' | 'day' | 'month' | number;
export type Scope = 'grant' | 'server' | 'organisation';

export type Limit = {
  counter: string;
  window: Window;
  max: number;
  scope?: Scope;
  increment_from?: string;
  by?: string[];
  on_deny?: string;
};

export type SharedRuleSet = {
  deny_if?: Rule[];
  require?: Rule[];
  approve_if?: ApprovalRule[];
  limits?: Limit[];
  rate_limit?: { max: number; window: Window };
  validate_arguments?: boolean;
};
export type RuleSet = SharedRuleSet & { action?: Action; reason?: string };

export type PolicyTest = {
  name: string;
  tool: string;
  arguments?: { [name: string]: Json };
  class?: RiskClass;
  expect: Verdict;
  rule?: string;
};

/** The document as parsed. Objects are safe to index with Object.hasOwn only: `__proto__` is an ordinary key. */
export type Policy = {
  $schema?: string;
  version: '1';
  description?: string;
  default: 'allow' | 'deny';
  hide?: string[];
  all_tools?: SharedRuleSet;
  classes?: { [riskClass in RiskClass]?: RuleSet };
  tools?: { [pattern: string]: RuleSet };
  tests?: PolicyTest[];
};

/** Why a text is no policy. `pointer` is RFC 6901 without '#'; line and column count from 1, offset and length are UTF-16 units. */
export type Fault = {
  pointer: string;
  code: string;
  message: string;
  line: number;
  column: number;
  offset: number;
  length: number;
  found?: string;
  allowed?: string[];
  nearest?: string;
};
export type Parsed = { ok: true; policy: Policy } | { ok: false; faults: Fault[] };

/** One replacement in a text, in UTF-16 units. A list of them is sorted by offset and does not overlap. */
export type TextEdit = { offset: number; length: number; text: string };

/** What a person does to a document. Pointers are RFC 6901. Several at once are one undo step. */
export type Command =
  | { kind: 'set'; pointer: string; value: Json }
  | { kind: 'insert'; pointer: string; index: number; value: Json }
  | { kind: 'remove'; pointer: string }
  | { kind: 'rename'; pointer: string; key: string }
  | { kind: 'move'; pointer: string; to: number }
  /** `classes` are the tools' recorded ones, where known: their rules are kept. */
  | { kind: 'decide'; tools: string[]; action: Action; classes?: { [tool: string]: RiskClass } };
export type Edited = { ok: true; text: string; edits: TextEdit[] } | { ok: false; message: string };

/** A tool as the engine sees it: what a reviewed definition says, and its recorded class. */
export type PolicyTool = {
  name: string;
  class?: RiskClass;
  title?: string;
  description?: string;
  inputSchema?: Json;
  review?: 'reviewed' | 'unreviewed' | 'drifted';
};

export type Verdict = 'allow' | 'deny' | 'approve' | 'hidden';

export type Call = {
  tool: string;
  /** Left out means {}. What a strict reader noted about the text travels in `notes`. */
  arguments?: Json;
  notes?: ArgumentNotes;
};
/** Found by reading the arguments' text: see lib/json. Inexact numbers count only where something reads them. */
export type ArgumentNotes = { duplicateKey?: string; tooDeep?: boolean; inexact?: string[] };

export type Context = {
  nowMs: number;
  grant?: string;
  server?: string;
  organisation?: string;
  /** The class recorded for the reviewed definition. */
  class?: RiskClass;
  /** The reviewed input schema, for validate_arguments. */
  schema?: Json;
  /** This very call was approved, and the approval is unused. */
  approved?: boolean;
};

/** One count that an admitted call uses up. All of a decision's are reserved together or not at all. */
export type Reservation = {
  /** Identifies the count within the policy: counter, window, scope and its owner, and the values of `by`, however long these are. */
  key: string;
  /** Of the limit, for a store that goes by its own clock. */
  window: Window;
  windowStartMs: number;
  windowEndMs: number;
  increment: number;
  /** Every limit on this count. `order` runs through all reservations of the call: the first full one makes the verdict. */
  checks: LimitCheck[];
  /** The limit as a whole, for the bound on its live counts. */
  limitKey: string;
};

/** `increment` is what the count is charged with, once, whatever the limit's own would be; 0 passes a full window. */
export type LimitCheck = { rule: string; max: number; reason: string; increment: number; order: number };

export type Decision = {
  verdict: Verdict;
  /** A JSON Pointer into the document or a word in brackets, as in `(default deny)`. */
  rule: string;
  reason: string;
  /** Of an allow: what must be reserved before the call goes on. */
  reservations: Reservation[];
  retryAfterSeconds?: number;
  /** Of a hold: how long an approval can be given and used. */
  expiresInSeconds?: number;
  /** The allow spends an approval. */
  spendsApproval?: boolean;
};

export type FindingLevel = 'error' | 'security' | 'warning' | 'suggestion';
export type Finding = {
  code: string;
  level: FindingLevel;
  pointer: string;
  message: string;
  tool?: string;
  fix?: { title: string; commands: Command[] };
};
