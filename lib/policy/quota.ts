/** Who has used up what. The arithmetic is here and pure; a store keeps the counts. */

import { sha256 } from '@/lib/json';
import { maxLiveCounts } from './bounds';
import type { Decision, LimitCheck, Reservation } from './language';
import { secondsUntil } from './window';

export type Reserved = { ok: true } | { ok: false; full: LimitCheck; windowEndMs: number };

/**
 * Keeps counts. INVARIANT: `reserve` takes all reservations in one atomic step or none. Counts belong to the policy, not to its
 * version; a store that serves several policies puts the policy's id before every key. A store that keeps keys digests long ones.
 */
export interface QuotaStore {
  reserve(reservations: readonly Reservation[], nowMs: number): Reserved;
  /** For a call that is known not to have reached the server, and only to the windows that it was reserved in. */
  giveBack(reservations: readonly Reservation[]): void;
}

/** What a count stands at, and whether a window that does not know it yet could hold one more. */
export type Standing = { used: number; crowded: boolean };

/** The first full limit in the order of the policy, or null. An increment of 0 passes a full window. */
export function firstFull(
  reservations: readonly Reservation[],
  standing: (reservation: Reservation) => Standing,
): { full: LimitCheck; windowEndMs: number } | null {
  let first: { full: LimitCheck; windowEndMs: number } | null = null;
  for (const reservation of reservations) {
    if (reservation.increment === 0) continue;
    const { used, crowded } = standing(reservation);
    for (const check of reservation.checks) {
      if (first !== null && first.full.order < check.order) continue;
      if (crowded || !(used + reservation.increment <= check.max))
        first = { full: check, windowEndMs: reservation.windowEndMs };
    }
  }
  return first;
}

/** The verdict after the store has spoken. */
export function settle(decision: Decision, reserved: Reserved, nowMs: number): Decision {
  if (reserved.ok) return decision;
  return {
    verdict: 'deny',
    rule: reserved.full.rule,
    reason: reserved.full.reason,
    reservations: [],
    retryAfterSeconds: secondsUntil(reserved.windowEndMs, nowMs),
  };
}

/** Reserves what an allow needs; every other verdict stays as it is and reserves nothing. */
export function admit(decision: Decision, store: QuotaStore, nowMs: number): Decision {
  if (decision.verdict !== 'allow' || decision.reservations.length === 0) return decision;
  return settle(decision, store.reserve(decision.reservations, nowMs), nowMs);
}

/** The same where nothing has been counted yet. */
export function admitFirst(decision: Decision, nowMs: number): Decision {
  const full = firstFull(decision.reservations, () => ({ used: 0, crowded: false }));
  return full === null ? decision : settle(decision, { ok: false, ...full }, nowMs);
}

type Counts = { endMs: number; counts: Map<string, number> };

/** Counts in memory: exact within one process, gone with it. */
export function memoryQuotaStore(): QuotaStore {
  const windows = new Map<string, Counts>();
  const find = (reservation: Reservation) => windows.get(windowKey(reservation));

  return {
    reserve(reservations, nowMs) {
      if (windows.size > mostWindows) sweep(windows, nowMs);
      const full = firstFull(reservations, (reservation) => {
        const counts = find(reservation)?.counts;
        const used = counts?.get(countKey(reservation));
        return {
          used: used ?? 0,
          crowded: used === undefined && (counts?.size ?? 0) >= maxLiveCounts,
        };
      });
      if (full !== null) return { ok: false, ...full };
      for (const reservation of reservations) {
        if (reservation.increment === 0) continue;
        let window = find(reservation);
        if (window === undefined) {
          window = { endMs: reservation.windowEndMs, counts: new Map() };
          windows.set(windowKey(reservation), window);
        }
        const key = countKey(reservation);
        window.counts.set(key, (window.counts.get(key) ?? 0) + reservation.increment);
      }
      return { ok: true };
    },
    giveBack(reservations) {
      for (const reservation of reservations) {
        const counts = find(reservation)?.counts;
        const key = countKey(reservation);
        const used = counts?.get(key);
        if (counts === undefined || used === undefined) continue;
        const left = used - reservation.increment;
        if (left > 0) counts.set(key, left);
        else counts.delete(key);
      }
    },
  };
}

const mostWindows = 10_000;
const longestKey = 400;

/** What `by` reads may be as long as a call: that is not kept. */
function countKey({ key }: Reservation): string {
  return key.length <= longestKey ? key : sha256(key);
}

function windowKey(reservation: Reservation): string {
  return `${reservation.windowStartMs} ${reservation.limitKey}`;
}

function sweep(windows: Map<string, Counts>, nowMs: number): void {
  for (const [key, window] of windows) if (window.endMs <= nowMs) windows.delete(key);
}
