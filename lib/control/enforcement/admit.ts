/**
 * The step from a decision to a recorded allow: epochs, counts, approval and record in one statement, with everybody
 * else who waits. The statement is `sallyport_admit` in prisma/migrations; its arithmetic is `firstFull` of lib/policy.
 */

import { ask } from '@/lib/db';
import type { Admission, Admitted, Receipt } from '@/lib/gateway/ports';
import { maxLiveCounts, windowSeconds } from '@/lib/policy';
import { grouped } from './group';
import { countKey, liveKey, openKey } from './keys';
import { clean, valuesOf } from './rows';

/** One unit or more that a call took: the key, its window, how much, and the row of live counts. */
type HeldCount = [key: string, startMs: number, units: number, live: string | null];
type Held = { counts: HeldCount[]; approval: [id: string, openKey: string] | null };

const together = { most: 500, crowd: 12, enough: 48, pauseMs: 2 };
/** Two of them add up to a number that a double still holds. */
const largest = 8e307;

type Answer = {
  starts: number[] | null;
  /** How many were let on, where all were. */
  calls: number | ('allow' | 'stale' | [rule: string, reason: string, seconds: number])[];
};

/**
 * `stale` is told before the answer is. INVARIANT: 'allow' comes after the commit. Whatever fails rejects, and nothing
 * was let on.
 */
export function admitter(stale: (admission: Admission) => void): (admission: Admission) => Promise<Admitted> {
  return grouped((admissions) => admitAll(admissions, stale), together);
}

async function admitAll(
  admissions: readonly Admission[],
  stale: (admission: Admission) => void,
): Promise<Admitted[]> {
  const batch = batchOf(admissions);
  const { rows } = await ask<{ answer: Answer }>('SELECT sallyport_admit($1::jsonb) AS answer', [
    JSON.stringify(batch.sent),
  ]);
  const answer = rows[0]?.answer;
  const calls = answer?.calls;
  if (answer === undefined || (Array.isArray(calls) ? calls.length : calls) !== admissions.length) {
    throw new Error('The database answered for another number of calls.');
  }
  return admissions.map((admission, index) => {
    const said = Array.isArray(calls) ? calls[index] : 'allow';
    if (said === 'stale') {
      stale(admission);
      return { kind: 'stale' };
    }
    if (said === 'allow') return { kind: 'allow', receipt: receiptOf(admission, index, answer, batch) };
    if (!Array.isArray(said)) throw new Error('The database answered something else.');
    const [rule, reason, retryAfterSeconds] = said;
    const decision = { verdict: 'deny' as const, rule, reason, retryAfterSeconds, reservations: [] };
    return { kind: 'deny', decision };
  });
}

/**
 * One row of counts: everybody in a group who takes of it has the same object. `at`: its place among all, sorted by key.
 * `sum`: units that all take of it; `least`: the smallest maximum that it is held against.
 */
type Count = {
  key: string;
  seconds: number | null;
  live: Count | null;
  at: number;
  sum: number;
  least: number;
};
/** `counted` has one count for each reservation of each admission. */
type Batch = { sent: object; counted: readonly (readonly Count[])[] };

function batchOf(admissions: readonly Admission[]): Batch {
  // Calls that were decided on one reading of a grant have its very epochs.
  const grants = new Map<Admission['epochs'], number>();
  const ofGrants: [grantId: string, serverId: string, ...unknown[]][] = [];
  const approvals = new Map<string, string>();
  for (const { approval } of admissions) if (approval) approvals.set(approval.id, openKey(approval.identity));
  // INVARIANT: locks are taken in one order everywhere: approvals, then counts, each sorted.
  const ids = [...approvals.keys()].sort();
  const { counted, sorted } = countsOf(admissions);

  const calls = admissions.map(({ entry, epochs, approval, reservations }, index) => {
    const { grantId, serverId, organisationId } = entry;
    let ofGrant = grants.get(epochs) ?? -1;
    if (ofGrants[ofGrant]?.[0] !== grantId || ofGrants[ofGrant]?.[1] !== serverId) {
      const { grant, policy, definitions, server } = epochs;
      ofGrant = ofGrants.length;
      grants.set(epochs, ofGrant);
      ofGrants.push([grantId, serverId, organisationId, grant, policy, definitions, server]);
    }
    return [
      ofGrant,
      approval === null ? null : ids.indexOf(approval.id),
      reservations.map((reservation, nth) => [
        counted[index]?.[nth]?.at,
        Math.min(reservation.increment, largest),
        reservation.checks.map(({ max, order, rule, reason }) => [
          Math.min(max, largest),
          order,
          clean(rule, 1_000),
          clean(reason, 4_000),
        ]),
      ]),
    ];
  });
  const sent = {
    grants: ofGrants,
    counts: sorted.map((count) => [
      count.key,
      count.seconds,
      count.live === null ? null : count.live.at,
      count.live === null && Number.isSafeInteger(count.sum) ? count.sum : 0,
      count.least,
    ]),
    most: maxLiveCounts,
    approvals: ids.map((id) => [id, approvals.get(id)]),
    calls,
    records: admissions.map(({ entry, approval }) => valuesOf(entry, approval?.id ?? null)),
  };
  return { sent, counted };
}

function countsOf(admissions: readonly Admission[]): { counted: Count[][]; sorted: Count[] } {
  const known = new Map<string, Count>();
  const countOf = (key: string, seconds: number | null, live: Count | null): Count => {
    let count = known.get(key);
    if (count === undefined) {
      count = { key, seconds, live, at: -1, sum: 0, least: largest };
      known.set(key, count);
    }
    return count;
  };
  const counted = admissions.map(({ reservations, policyId }) =>
    reservations.map(({ key, limitKey, window, increment, checks }) => {
      const seconds = window === 'month' ? null : windowSeconds(window);
      // A limit without `by` has one count, which is the limit itself: nothing can crowd it.
      const live = key === limitKey ? null : countOf(liveKey(policyId ?? '', limitKey), seconds, null);
      const count = countOf(countKey(policyId ?? '', key), seconds, live);
      // A part of a unit, once in the sum, makes it no whole number: two parts that make a whole are rounded somewhere.
      count.sum += Number.isSafeInteger(increment) ? increment : Number.NaN;
      for (const { max } of checks) count.least = Math.min(count.least, max);
      return count;
    }),
  );
  const sorted = [...known.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  for (const [at, count] of sorted.entries()) count.at = at;
  return { counted, sorted };
}

function receiptOf(admission: Admission, index: number, answer: Answer, { counted }: Batch): Receipt {
  const counts = admission.reservations.flatMap((reservation, nth): HeldCount[] => {
    const count = counted[index]?.[nth];
    if (count === undefined || reservation.increment === 0) return [];
    const startMs = answer.starts?.[count.at];
    if (startMs === undefined) throw new Error('The database named no window.');
    return [[count.key, startMs, Math.min(reservation.increment, largest), count.live?.key ?? null]];
  });
  const { approval } = admission;
  const held: Held = { counts, approval: approval && [approval.id, openKey(approval.identity)] };
  return { recordId: admission.entry.id, held };
}

/** Units and approvals go back to the window that they came from, where that has not ended. */
export async function giveBack(receipt: Receipt): Promise<void> {
  const { counts, approval } = receipt.held as Held;
  if (counts.length === 0 && approval === null) return;
  const sorted = [...counts].sort((a, b) => (a[0] < b[0] ? -1 : 1));
  await ask('SELECT sallyport_give_back($1::jsonb, $2::jsonb)::text', [
    JSON.stringify(sorted),
    JSON.stringify(approval === null ? [] : [approval]),
  ]);
}
