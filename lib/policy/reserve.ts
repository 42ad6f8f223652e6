/** The counts that a call uses up: pure arithmetic, no store. */

import { canonical, type Json } from '@/lib/json';
import type { CompiledLimit } from './compile-types';
import type { Context, LimitCheck, Reservation } from './language';
import { lookUp, type Path } from './path';
import { windowAt } from './window';

export type Reserving =
  | { ok: true; reservations: Reservation[] }
  | { ok: false; rule: string; reason: string };

/**
 * One reservation a count, charged with the largest increment of the limits on it. A budget that is no finite number of at
 * least 0 refuses the call before anything is counted.
 */
export function reserve(
  limits: readonly CompiledLimit[],
  tool: string,
  args: Json,
  context: Context,
): Reserving {
  const reservations: Reservation[] = [];
  for (let order = 0; order < limits.length; order++) {
    const limit = limits[order] as CompiledLimit;
    const increment = limit.increment === null ? 1 : amount(lookUp(args, limit.increment));
    if (increment === null) return { ok: false, rule: limit.pointer, reason: limit.budgetReason };
    const limitKey = keyOf(limit, context[limit.scope] ?? '');
    const key = limit.by.length === 0 ? limitKey : `${limitKey} ${valuesOf(limit.by, tool, args)}`;
    const check: LimitCheck = { rule: limit.pointer, max: limit.max, reason: limit.reason, increment, order };
    const known = reservations.find((reservation) => reservation.key === key);
    if (known !== undefined) {
      known.increment = Math.max(known.increment, increment);
      known.checks.push(check);
      continue;
    }
    const { startMs, endMs } = windowAt(limit.window, context.nowMs);
    reservations.push({
      key,
      limitKey,
      window: limit.window,
      windowStartMs: startMs,
      windowEndMs: endMs,
      increment,
      checks: [check],
    });
  }
  // A count rises by its largest increment, so every limit on it is held against that, its own increment of 0 or not.
  for (const { checks, increment } of reservations) for (const check of checks) check.increment = increment;
  return { ok: true, reservations };
}

function keyOf(limit: CompiledLimit, owner: string): string {
  if (limit.lastKey?.owner !== owner)
    limit.lastKey = { owner, key: `${limit.shared} ${JSON.stringify(owner)}` };
  return limit.lastKey.key;
}

function amount(value: Json | undefined): number | null {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) return null;
  return value === 0 ? 0 : value;
}

/** Equal exactly where all values are equal as `eq` has it; missing is a value of its own. */
function valuesOf(by: readonly Path[], tool: string, args: Json): string {
  const values = by.map((path): Json => {
    if (path.length === 0) return [tool, args];
    const value = lookUp(args, path);
    return value === undefined ? [] : [value];
  });
  return canonical(values);
}
