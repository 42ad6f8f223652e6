import { expect, test } from 'vitest';
import { type LastCalls, usageOf, usedFacets } from './usage';

const readAt = '2030-06-30T12:00:00Z';
const told = (keptDays: number, at?: string): LastCalls => ({
  readAt,
  keptDays,
  calls: at === undefined ? [] : [{ tool: 'pay', at, verdict: 'allow' }],
});

test('a call of the last 30 days is recent, an older one is earlier, none is never', () => {
  expect(usageOf(told(90, '2030-06-01T12:00:00Z')).of('pay').when).toBe('recent');
  expect(usageOf(told(90, '2030-05-31T11:00:00Z')).of('pay').when).toBe('earlier');
  expect(usageOf(told(90)).of('pay')).toMatchObject({ when: 'never', call: null });
});

test('names that every object knows were not called for that', () => {
  expect(usageOf(told(90)).of('constructor').call).toBeNull();
  expect(usageOf(told(90)).of('__proto__').call).toBeNull();
});

test('the filter claims no more days than records are kept', () => {
  const words = (keptDays: number) => usedFacets(usageOf(told(keptDays))).map(({ word }) => word);
  expect(words(90)).toEqual(['In the last 30 days', 'Before that', 'Not in 90 days']);
  expect(words(1)).toEqual(['In the last 1 day', 'Before that', 'Not in 1 day']);
});
