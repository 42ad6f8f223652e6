import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/json';
import { maxLiveCounts } from './bounds';
import { compile } from './compile';
import { decide } from './decide';
import type { Limit, Policy } from './language';
import { admit, memoryQuotaStore } from './quota';

function policy(...limits: Limit[]): Policy {
  return { version: '1', default: 'deny', tools: { t: { limits } } };
}

function decided(of: Policy, args: Json, nowMs = 0) {
  return decide(compile(of), { tool: 't', arguments: args }, { nowMs });
}

describe('the store in memory', () => {
  it('takes all reservations of a call or none', () => {
    const store = memoryQuotaStore();
    const both = policy({ counter: 'a', window: 'day', max: 5 }, { counter: 'b', window: 'day', max: 1 });
    expect(admit(decided(both, {}), store, 0).verdict).toBe('allow');
    expect(admit(decided(both, {}), store, 0)).toMatchObject({ verdict: 'deny', rule: '/tools/t/limits/1' });
    const alone = policy({ counter: 'a', window: 'day', max: 2 });
    expect(admit(decided(alone, {}), store, 0).verdict).toBe('allow');
    expect(admit(decided(alone, {}), store, 0).verdict).toBe('deny');
  });

  it('gives a unit back to the window that it came from, and to no other', () => {
    const store = memoryQuotaStore();
    const one = policy({ counter: 'a', window: 'minute', max: 1 });
    const first = decided(one, {}, 59_000);
    expect(admit(first, store, 59_000).verdict).toBe('allow');
    expect(admit(decided(one, {}, 61_000), store, 61_000).verdict).toBe('allow');
    store.giveBack(first.reservations);
    expect(admit(decided(one, {}, 59_500), store, 59_500).verdict).toBe('allow');
    expect(admit(decided(one, {}, 61_500), store, 61_500).verdict).toBe('deny');
    store.giveBack(decided(one, {}, 500_000).reservations);
  });

  it('holds 100,000 live counts of a limit in a window, and denies past that', () => {
    const store = memoryQuotaStore();
    const compiled = compile(policy({ counter: 'a', window: 'hour', max: 2, by: ['args.n'] }));
    const call = (n: number, nowMs = 0) =>
      admit(decide(compiled, { tool: 't', arguments: { n } }, { nowMs }), store, nowMs);
    for (let n = 0; n < maxLiveCounts; n++)
      if (call(n).verdict !== 'allow') throw new Error(`denied at ${n}`);
    expect(call(-1)).toMatchObject({ verdict: 'deny', rule: '/tools/t/limits/0', retryAfterSeconds: 3600 });
    expect(call(5).verdict).toBe('allow');
    expect(call(-1, 3_600_000).verdict).toBe('allow');
  });

  it('passes every other verdict through', () => {
    const store = memoryQuotaStore();
    const denied = decide(compile(policy()), { tool: 'other' }, { nowMs: 0 });
    expect(admit(denied, store, 0)).toBe(denied);
  });

  it('forgets windows that are over', () => {
    const store = memoryQuotaStore();
    const compiled = compile(policy({ counter: 'a', window: 'second', max: 1 }));
    for (let second = 0; second < 30_000; second++) {
      const nowMs = second * 1000;
      if (admit(decide(compiled, { tool: 't' }, { nowMs }), store, nowMs).verdict !== 'allow')
        throw new Error(`denied at ${second}`);
    }
  });
});

describe('a reservation', () => {
  it('counts long values of by apart where they differ in their last character', () => {
    const store = memoryQuotaStore();
    const compiled = compile(policy({ counter: 'a', window: 'day', max: 1, by: ['args.s'] }));
    const verdictOn = (s: string) => {
      const call = { tool: 't', arguments: { s } };
      return admit(decide(compiled, call, { nowMs: 0 }), store, 0).verdict;
    };
    const long = 'x'.repeat(100_000);
    expect([`${long}a`, `${long}b`, `${long}a`].map(verdictOn)).toEqual(['allow', 'allow', 'deny']);
  });

  it('is refused with an impossible time: the call is denied', () => {
    const one = policy({ counter: 'a', window: 'month', max: 1 });
    for (const nowMs of [Number.NaN, Number.POSITIVE_INFINITY, 1e20])
      expect(decided(one, {}, nowMs)).toMatchObject({ verdict: 'deny', rule: '(internal error)' });
  });
});
