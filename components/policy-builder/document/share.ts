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
  let out: unknown[] | null = previous.length === next.length ? null : [];
  for (const [i, item] of next.entries()) {
    const shared = shareValue(previous[i], item);
    // Copied only from the first difference on: most lists have none.
    if (out === null && shared !== previous[i]) out = previous.slice(0, i);
    out?.push(shared);
  }
  return out ?? previous;
}

function shareObject(
  previous: Record<string, unknown>,
  next: Record<string, unknown>,
): Record<string, unknown> {
  const keys = Object.keys(next);
  const before = Object.keys(previous);
  // INVARIANT: the order of keys is part of what is shown, so another order is another value.
  let out: Record<string, unknown> | null = keys.length === before.length ? null : {};
  for (const [i, key] of keys.entries()) {
    if (out === null && key !== before[i]) out = copy(previous, keys.slice(0, i));
    const had = Object.hasOwn(previous, key) ? previous[key] : undefined;
    const shared = shareValue(had, next[key]);
    if (out === null && shared !== had) out = copy(previous, keys.slice(0, i));
    if (out) put(out, key, shared);
  }
  return out ?? previous;
}

function copy(from: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const key of keys) put(out, key, from[key]);
  return out;
}

/** Assignment would lose `__proto__`. */
export function put(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  else object[key] = value;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
