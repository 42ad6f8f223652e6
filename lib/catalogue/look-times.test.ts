import { expect, test } from 'vitest';
import { nextLook, readLookEvery } from './look-times';

const minute = 60_000;
const minutes = (every: 'hourly' | 'daily', failures: number, chance = 0.5) =>
  ((nextLook(every, failures, 0, chance)?.getTime() ?? 0) / minute) | 0;

test('a server that answers is asked again after its interval, a little sooner or later', () => {
  expect(minutes('hourly', 0)).toBe(60);
  expect(minutes('daily', 0)).toBe(24 * 60);
  expect([minutes('hourly', 0, 0), minutes('hourly', 0, 0.999_999)]).toEqual([54, 65]);
});

test('a server that fails is asked less and less often, and never less than its interval says', () => {
  expect([1, 2, 3, 4, 5, 6].map((failures) => minutes('hourly', failures))).toEqual([5, 10, 20, 40, 60, 60]);
  expect([1, 9, 10, 2_000].map((failures) => minutes('daily', failures))).toEqual([5, 1_280, 1_440, 1_440]);
});

test('off is never, and an unknown word is the usual setting', () => {
  expect(nextLook('off', 3, 0, 0.5)).toBeNull();
  expect(readLookEvery('weekly')).toBe('daily');
});
