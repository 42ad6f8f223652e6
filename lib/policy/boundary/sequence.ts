import type { CompiledPolicy } from '../compile-types';
import { decide } from '../decide';
import type { Call, Context, Decision, Reservation } from '../language';
import { admit, firstFull, type QuotaStore } from '../quota';

/** How a call came out after `number - 1` equal ones were admitted, `nowMs` being when. */
export type Occurrence = { number: number; nowMs: number; decisions: Decision[] };

/** Decisions that are really made before a sequence is given up; equal calls in between are counted in one step. */
export const mostSteps = 2_000;

/**
 * Makes the same call over and over, each policy with counts of its own, until `isWanted` says so. Time stands still while anything is
 * admitted; when every policy refuses, it moves to where the first of them admits again. null where that never comes, or not soon.
 */
export function repeatUntil(
  policies: readonly CompiledPolicy[],
  call: Call,
  context: Context,
  isWanted: (decisions: readonly Decision[], number: number) => boolean,
  steps: { left: number } = { left: mostSteps },
): Occurrence | null {
  const stores = policies.map(() => countingStore());
  let number = 1;
  let { nowMs } = context;
  for (; steps.left > 0; steps.left -= 1) {
    const now = { ...context, nowMs };
    const asked = policies.map((policy) => decide(policy, call, now));
    const decisions = asked.map((decision, index) => admit(decision, stores[index] as CountingStore, nowMs));
    if (isWanted(decisions, number)) return { number, nowMs, decisions };
    if (decisions.some(({ verdict }) => verdict === 'allow')) number += 1;
    if (decisions.every(({ verdict }) => verdict === 'allow')) {
      const more = Math.min(
        ...asked.map(({ reservations }, index) => (stores[index] as CountingStore).room(reservations)),
      );
      if (more === Number.POSITIVE_INFINITY) return null;
      if (more > 0) {
        asked.forEach(({ reservations }, index) => {
          stores[index]?.take(reservations, more);
        });
        number += more;
      }
      continue;
    }
    if (decisions.some(({ verdict }) => verdict === 'allow')) continue;
    const waits = decisions.flatMap(({ retryAfterSeconds }) =>
      retryAfterSeconds === undefined ? [] : [retryAfterSeconds],
    );
    if (waits.length === 0) return null;
    nowMs += Math.max(1, Math.min(...waits)) * 1_000;
  }
  return null;
}

type CountingStore = QuotaStore & {
  /** How many more of these would be admitted one after the other; 0 where sums may round. */
  room(reservations: readonly Reservation[]): number;
  take(reservations: readonly Reservation[], times: number): void;
};

function countingStore(): CountingStore {
  const counts = new Map<string, number>();
  const keyOf = ({ windowStartMs, key }: Reservation) => `${windowStartMs} ${key}`;
  const used = (reservation: Reservation) => counts.get(keyOf(reservation)) ?? 0;
  const take = (reservations: readonly Reservation[], times: number) => {
    for (const reservation of reservations) {
      counts.set(keyOf(reservation), used(reservation) + reservation.increment * times);
    }
  };
  return {
    reserve(reservations) {
      const full = firstFull(reservations, (reservation) => ({ used: used(reservation), crowded: false }));
      if (full !== null) return { ok: false, ...full };
      take(reservations, 1);
      return { ok: true };
    },
    giveBack(reservations) {
      take(reservations, -1);
    },
    room(reservations) {
      let room = Number.POSITIVE_INFINITY;
      for (const reservation of reservations) {
        const { increment, checks } = reservation;
        if (increment === 0) continue;
        if (!Number.isSafeInteger(increment)) return 0;
        for (const { max } of checks)
          room = Math.min(room, Math.floor((max - used(reservation)) / increment));
      }
      return Number.isSafeInteger(room) || room === Number.POSITIVE_INFINITY ? Math.max(0, room) : 0;
    },
    take,
  };
}
