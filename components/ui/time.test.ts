import { expect, test } from 'vitest';
import { ago, lasting, left, since } from './time';

const now = Date.parse('2030-01-01T00:00:00Z');
const after = (minutes: number) => new Date(now + minutes * 60_000).toISOString();

test('how long something lasts is rounded down, in the largest unit that it fills', () => {
  const said = [0.9, 1, 59.9, 60, 119, 1_439, 1_440, 2_880].map((minutes) => lasting(minutes * 60_000));
  expect(said).toEqual(['less than a minute', '1 min', '59 min', '1 h', '1 h', '23 h', '1 day', '2 days']);
});

test('what was and what is to come are told alike', () => {
  expect(ago(after(-90), now)).toBe('1 h ago');
  expect(left(after(90), now)).toBe('1 h');
  expect(ago(after(-0.5), now)).toBe('just now');
  expect(left(after(-5), now)).toBe('less than a minute');
});

test('in a column, how long ago something was takes a number and a unit', () => {
  const said = [0.5, 3, 59, 61, 1_500, 60 * 24 * 40, 60 * 24 * 800].map((minutes) =>
    since(after(-minutes), now),
  );
  expect(said).toEqual(['now', '3 min', '59 min', '1 h', '1 d', '1 mo', '2 y']);
  expect(since(after(5), now)).toBe('now');
});
