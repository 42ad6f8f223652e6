/** A compiled policy: what `decide` walks over. Made by `compile`, read by `decide`, opaque to everybody else. */

import type { Json } from '@/lib/json';
import type { Folder } from './folder';
import type { Glob } from './glob';
import type { HostPattern } from './host';
import type { Action, Decision, RiskClass, Scope, Window } from './language';
import type { PositiveOperator } from './operators';
import type { Path } from './path';
import type { Regex } from './regex';

/** Of operators and connectives: numbers, because the evaluator switches on them. */
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
  starts_with: 9,
  ends_with: 10,
  length_lte: 11,
  length_gte: 12,
  host_in: 13,
  within: 14,
  any: 20,
  all: 21,
  not: 22,
} as const satisfies { [name in PositiveOperator | 'any' | 'all' | 'not']: number };

/**
 * One condition. Every instance has the same fields in the same order: the evaluator stays monomorphic, and what most calls need
 * lies together in memory.
 */
export type Test = {
  code: number;
  /** The only name of a path with one, which most have; null for all others, and for names that every object inherits. */
  name: string | null;
  value: Json;
  /** The outcome of the operator is turned. */
  negated: boolean;
  /** Whether the path holds `[*]`. */
  each: boolean;
  path: Path;
  /** The pattern of a regex, compiled when it is first asked. */
  regex: Pick<Regex, 'test'> | null;
  hosts: readonly HostPattern[];
  folder: Folder | null;
  /** Of any, all, not. */
  inner: readonly Test[];
};

/**
 * One instruction: a test, and where to go from its outcome. All rules of one kind are one chain; a rule without conditions is one
 * step that is always true.
 */
export type Step = Test & {
  /** What the rule says when this settles it: its last step's for deny_if and approve_if, every step's for require. */
  said: Decision | null;
  /** The next condition of the rule; for the last, the next rule. */
  next: Step | null;
  /** The next rule. */
  skip: Step | null;
  /** Of the rule. */
  pointer: string;
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
  /** The key of the limit's count for whom it was made last: calls of one grant follow each other. */
  lastKey: { owner: string; key: string } | null;
};

/** `folded`: as `foldName` has them. */
export type ReadNames = { exact: ReadonlySet<string>; folded: ReadonlySet<string> };

export type CompiledSet = {
  allowed: Decision;
  /** What `action` says of every call; null where it is "allow". */
  said: Decision | null;
  /** Where the chains of steps start. */
  denyFirst: Step | null;
  requireFirst: Step | null;
  approveFirst: Step | null;
  action: Action;
  limits: readonly CompiledLimit[];
  /** null where it does not validate. */
  unsatisfied: Decision | null;
  /** Paths that a rule or a limit reads. */
  reads: readonly Path[];
  /** The names in `reads`; null until a call first asks. */
  names: ReadNames | null;
  pointer: string;
  /** The same steps as lists, for those who look at a policy rather than decide by it. */
  denyIf: readonly Step[];
  require: readonly Step[];
  approveIf: readonly Step[];
};

/** Rule sets that only compare; see `flat.ts`. */
export type Flat = {
  /** Where the instructions of a tool start, times 32, and how many they are. */
  tools: ReadonlyMap<string, number>;
  /** Of each tool: name, operator and value of each comparison; then what meeting all says, and failing each. */
  program: readonly (Json | Decision)[];
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
  flat: Flat;
  /** Heaviest first, then by code point: the first that matches is chosen. */
  patterns: readonly { glob: Glob; set: CompiledSet }[];
  classes: ReadonlyMap<RiskClass, CompiledSet>;
  /** What a tool without a rule set gets under `default: allow`. */
  unspoken: CompiledSet;
};
export type Compiled = CompiledPolicy | { kind: 'none' } | { kind: 'invalid' };
