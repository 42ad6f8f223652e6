/** Structural sharing: what did not change keeps its identity, so that only what changed is drawn again. */

/** A value equal to `next` that reuses every equal part of `previous`. Both are plain JSON-like values. */
export function share<T>(previous: unknown, next: T): T {
  return shareValue(previous, next) as T;
}

function shareValue(previous: unknown, next: unknown): unknown {
  if (Object.is(previous, next)) return previous;
  if (Array.isArray(previous) && Array.isArray(next)) return shareList(previous, next);
  if (isPlain(previous) && isPlain(next)) return shareObject(previous, next);
  return next;
}

function shareList(previous: readonly unknown[], next: readonly unknown[]): readonly unknown[] {
  let same = previous.length === next.length;
  const out = next.map((item, i) => {
    const shared = shareValue(previous[i], item);
    if (shared !== previous[i]) same = false;
    return shared;
  });
  return same ? previous : out;
}

function shareObject(
  previous: Record<string, unknown>,
  next: Record<string, unknown>,
): Record<string, unknown> {
  const keys = Object.keys(next);
  const before = Object.keys(previous);
  // INVARIANT: the order of keys is part of what is shown, so another order is another value.
  let same = keys.length === before.length && keys.every((key, i) => key === before[i]);
  const out: Record<string, unknown> = {};
  for (const key of keys) {
    const had = Object.hasOwn(previous, key) ? previous[key] : undefined;
    const shared = shareValue(had, next[key]);
    if (shared !== had) same = false;
    Object.defineProperty(out, key, { value: shared, enumerable: true, configurable: true, writable: true });
  }
  return same ? previous : out;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
