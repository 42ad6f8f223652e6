import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { within } from './deadline';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('each deadline is reached once, in its order, and not before its time', () => {
  const reached: string[] = [];
  within(100, () => reached.push('a'));
  vi.advanceTimersByTime(60);
  within(100, () => reached.push('b'));
  within(30, () => reached.push('short'));
  vi.advanceTimersByTime(35);
  expect(reached).toEqual(['short']);
  vi.advanceTimersByTime(10);
  expect(reached).toEqual(['short', 'a']);
  vi.advanceTimersByTime(1_000);
  expect(reached).toEqual(['short', 'a', 'b']);
});

test('one that ended is not reached, wherever it stands', () => {
  const reached: number[] = [];
  const all = [0, 1, 2, 3, 4].map((n) => within(50, () => reached.push(n)));
  for (const n of [0, 2, 4, 2]) all[n]?.end();
  vi.advanceTimersByTime(100);
  expect(reached).toEqual([1, 3]);
  all[1]?.end();
  within(50, () => reached.push(9));
  vi.advanceTimersByTime(100);
  expect(reached).toEqual([1, 3, 9]);
});

test('one that is set while another is reached has its own time', () => {
  const reached: string[] = [];
  within(50, () => {
    reached.push('first');
    within(50, () => reached.push('second'));
  });
  vi.advanceTimersByTime(70);
  expect(reached).toEqual(['first']);
  vi.advanceTimersByTime(50);
  expect(reached).toEqual(['first', 'second']);
});
