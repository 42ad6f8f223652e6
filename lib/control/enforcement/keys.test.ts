import { expect, test } from 'vitest';
import { countKey, leastId, liveKey, newId } from './keys';

test('ids are in the order that they were made in, also within one millisecond', () => {
  const now = 1_800_000_000_000;
  const ids = [0, 0, 0, 1, 1, 5].map((later) => newId(now + later));
  expect(ids).toEqual([...ids].sort());
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(ids[0]?.replace('-', '').slice(0, 12) ?? '', 16)).toBe(now);
});

test('thousands in one millisecond are all different, and none is before the least one', () => {
  const ids = Array.from({ length: 20_000 }, () => newId(1_800_000_000_001));
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id > leastId(1_800_000_000_001)).toBe(true);
});

test('a count and the row of its limit have keys of their own, the same each time', () => {
  expect(countKey('p', 'k')).toMatch(/^[0-9a-f]{64}$/);
  expect(countKey('p', 'k')).toBe(countKey('p', 'k'));
  expect(new Set([countKey('p', 'k'), liveKey('p', 'k'), countKey('q', 'k'), countKey('p', 'l')]).size).toBe(
    4,
  );
});
