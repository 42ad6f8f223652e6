/** A compiled policy: what `decide` walks over. Made by `compile`, read by `decide`, opaque to everybody else. */

import type { Json } from '@/lib/json';
import type { Folder } from './folder';
import type { Glob } from './glob';
import type { HostPattern } from './host';
import type { Action, Decision, RiskClass, Scope, Window } from './language';
import type { Path } from './path';

/** Numbers, because the evaluator switches on them. */
export const code = {
  eq: 0,
  lt: 1,
  lte: 2,
  gt: 3,
  gte: 4,
  in: 5,
  exists: 6,
  regex: 7,
  contains: 8,
  startsWith: 9,
  endsWith: 10,
  lengthLte: 11,
  lengthGte: 12,
  hostIn: 13,
  within: 14,
  any: 20,
  all: 21,
  not: 22,
} as const;

/** One condition. Every instance has the same fields in the same order: the evaluator stays monomorphic. */
export type Test = {
  code: number;
  /** neq, not_in, not_regex, not_contains: the outcome of the positive operator is turned. */
  negated: boolean;
  /** The only name of a path with one, which most have; null for all others. */
  name: string | null;
  path: Path;
  /** Whether the path holds `[*]`. */
  each: boolean;
  value: Json;
  /** Of lt, lte, gt, gte, length_*; else 0. */
  bound: number;
  /** The pattern of a regex, compiled when it is first asked. */
  regex: { test(text: string): boolean } | null;
  hosts: readonly HostPattern[];
  folder: Folder | null;
  /** Of any, all, not. */
  inner: readonly Test[];
};

export type CompiledRule = {
  tests: readonly Test[];
  pointer: string;
  reason: string;
  expiresInSeconds: number;
};

export type CompiledLimit = {
  pointer: string;
  reason: string;
  /** Told when the argument that is counted is no amount. */
  budgetReason: string;
  max: number;
  window: Window;
  scope: Scope;
  increment: Path | null;
  /** Sorted, without doubles; [] where the limit has one count. */
  by: readonly Path[];
  /** Counter, window, scope and `by` as one text: limits that have it in common share their counts. */
  shared: string;
};

export type CompiledSet = {
  pointer: string;
  action: Action;
  /** What `action` tells the agent. */
  reason: string;
  denyIf: readonly CompiledRule[];
  require: readonly CompiledRule[];
  approveIf: readonly CompiledRule[];
  limits: readonly CompiledLimit[];
  validates: boolean;
  /** Paths that a rule or a limit reads. */
  reads: readonly Path[];
  allowed: Decision;
};

export type CompiledPolicy = {
  kind: 'policy';
  hiddenNames: ReadonlySet<string>;
  hiddenGlobs: readonly Glob[];
  defaultAllows: boolean;
  allTools: CompiledSet;
  /** Whether `all_tools` says anything, which it mostly does not. */
  hasAllTools: boolean;
  tools: ReadonlyMap<string, CompiledSet>;
  /** Heaviest first, then by code point: the first that matches is chosen. */
  patterns: readonly { glob: Glob; set: CompiledSet }[];
  classes: ReadonlyMap<RiskClass, CompiledSet>;
  /** What a tool without a rule set gets under `default: allow`. */
  unspoken: CompiledSet;
};
export type Compiled = CompiledPolicy | { kind: 'none' } | { kind: 'invalid' };
