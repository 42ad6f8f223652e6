import { canonical } from '@/lib/json';
import { type Clause, everyCase } from '../boundary';
import type { CompiledPolicy } from '../compile-types';
import type { Verdict } from '../language';
import type { NormalForm } from './normal-form';

/** Which ways a change may go. `false` is proven; `true` says only that nothing excludes it. */
export type Directions = { stricter: boolean; looser: boolean };

/** The less a verdict lets through, the lower. A held call may still go through, a hidden tool is not even listed. */
export const rank: { [verdict in Verdict]: number } = { hidden: 0, deny: 1, approve: 2, allow: 3 };

export const nowhere: Directions = { stricter: false, looser: false };
const anywhere: Directions = { stricter: true, looser: true };

/**
 * What the rules (limits apart) can do to any call at all, and whether a call can get as far as the limits of both.
 * INVARIANT: a direction is excluded only where every case was gone through; see `everyCase`.
 */
export function ruleDirections(
  before: NormalForm,
  after: NormalForm,
): Directions & { reachesLimits: boolean } {
  const clauses: Clause[] = [];
  const place = (clause: Clause) => clauses.push(clause) - 1;
  const shared = new Map<string, number>();
  const at = (key: string, clause: Clause) => {
    const known = shared.get(key) ?? place(clause);
    shared.set(key, known);
    return known;
  };
  // A denial that both have decides alike on both sides: it can be left out, and so can a check of the arguments.
  const denialsOf = (form: NormalForm, other: NormalForm) => {
    const own = [...form.denials].filter(([key]) => !other.denials.has(key) || other.constant !== null);
    const indexes = own.map(([key, clause]) => at(key, clause));
    if (form.validates && !(other.validates && other.constant === null))
      indexes.push(at('validates', schemaClause));
    return indexes;
  };
  const sideOf = (form: NormalForm, other: NormalForm) => ({
    constant: form.constant,
    denials: denialsOf(form, other),
    approvals: [...form.approvals].map(([key, clause]) => at(key, clause)),
  });
  const left = sideOf(before, after);
  const right = sideOf(after, before);
  const found = { stricter: false, looser: false, reachesLimits: false };
  const visited = everyCase(clauses, (fires) => {
    const was = verdictOf(left, fires);
    const is = verdictOf(right, fires);
    if (is < was) found.stricter = true;
    if (is > was) found.looser = true;
    if (Math.min(is, was) >= rank.approve) found.reachesLimits = true;
    return !(found.stricter && found.looser && found.reachesLimits);
  });
  return visited === null ? { ...anywhere, reachesLimits: true } : found;
}

/** Stands for the check against the schema, of which nothing is known but that it passes or not. */
const schemaClause: Clause = {
  list: 'deny_if',
  conditions: [{ path: 'args["(validate_arguments)"]', op: 'exists', value: true }],
};

type Laid = { constant: NormalForm['constant']; denials: number[]; approvals: number[] };

function verdictOf({ constant, denials, approvals }: Laid, fires: readonly boolean[]): number {
  if (constant !== null) return rank[constant];
  for (const index of denials) if (fires[index]) return rank.deny;
  for (const index of approvals) if (fires[index]) return rank.approve;
  return rank.allow;
}

/** What the limits can do to a call that the rules let through, the counts being equal. More, or lower, is never looser. */
export function limitDirections(
  before: NormalForm,
  after: NormalForm,
  renamed: ReadonlyMap<string, string>,
): Directions {
  const directions = { ...nowhere };
  const matched = new Set<string>();
  for (const [key, { max }] of before.limits) {
    const same = renamed.get(key) ?? key;
    const now = after.limits.get(same);
    matched.add(same);
    if (now === undefined || now.max > max) directions.looser = true;
    else if (now.max < max) directions.stricter = true;
  }
  for (const key of after.limits.keys()) if (!matched.has(key)) directions.stricter = true;
  return directions;
}

/** Counters that were only renamed: used by this tool alone before and after, and alike in everything else. */
export function renamedLimits(
  before: NormalForm,
  after: NormalForm,
  isOwn: { before: (shared: string) => boolean; after: (shared: string) => boolean },
): Map<string, string> {
  const renamed = new Map<string, string>();
  const taken = new Set<string>();
  for (const [key, { limit, max }] of before.limits) {
    if (after.limits.has(key) || !isOwn.before(limit.shared)) continue;
    for (const [other, candidate] of after.limits) {
      if (before.limits.has(other) || taken.has(other) || !isOwn.after(candidate.limit.shared)) continue;
      if (candidate.max !== max || withoutCounter(key) !== withoutCounter(other)) continue;
      // Two limits on one count must stay on one count.
      if (countsOn(before, limit.shared) !== 1 || countsOn(after, candidate.limit.shared) !== 1) continue;
      renamed.set(key, other);
      taken.add(other);
      break;
    }
  }
  return renamed;
}

function countsOn(form: NormalForm, shared: string): number {
  return [...form.limits.values()].filter(({ limit }) => limit.shared === shared).length;
}

function withoutCounter(key: string): string {
  const [shared, increment] = JSON.parse(key);
  const [, ...rest] = JSON.parse(shared);
  return canonical([rest, increment]);
}

/** How many rule sets of a policy count on each count; patterns, classes and `all_tools` stand for many tools. */
export function countUsers(compiled: CompiledPolicy): Map<string, number> {
  const users = new Map<string, number>();
  const note = (shared: string, by: number) => users.set(shared, (users.get(shared) ?? 0) + by);
  const many = 2;
  for (const { shared } of compiled.allTools.limits) note(shared, many);
  for (const set of compiled.classes.values()) for (const { shared } of set.limits) note(shared, many);
  for (const [key, set] of compiled.tools) {
    const counted = new Set(set.limits.map(({ shared }) => shared));
    for (const shared of counted) note(shared, key.includes('*') ? many : 1);
  }
  return users;
}
