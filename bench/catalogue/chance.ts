/** Deterministic chance: the same numbers on every machine. */
export type Chance = {
  /** 0 to 1, without 1. */
  next(): number;
  below(count: number): number;
  pick<T>(items: readonly T[]): T;
  /** The first items far more often than the last: what Zipf found of words. */
  common<T>(items: readonly T[]): T;
};

/** Mulberry32. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (count: number) => Math.floor(next() * count);
  const pick = <T>(items: readonly T[]) => items[below(items.length)] as T;
  const common = <T>(items: readonly T[]) => items[Math.floor(items.length ** next()) - 1] as T;
  return { next, below, pick, common };
}
