import { describe, expect, it } from 'vitest';
import type { Policy, PolicyTool, RuleSet } from '../language';
import { diff } from './diff';

const pay: PolicyTool = {
  name: 'pay',
  class: 'Financial',
  inputSchema: {
    type: 'object',
    properties: { amount: { type: 'number' }, to: { type: 'string' } },
    required: ['amount'],
  },
};
const policy = (ruleSet: RuleSet, more: Partial<Policy> = {}): Policy => ({
  version: '1',
  default: 'deny',
  tools: { pay: ruleSet },
  ...more,
});
const one = (before: Policy, after: Policy) => {
  const [found] = diff(before, after, [pay]);
  if (found === undefined) throw new Error('Nothing was compared.');
  return found;
};
const atMost = (value: number): RuleSet => ({
  require: [{ conditions: [{ path: 'args.amount', op: 'lte', value }] }],
});

describe('diff', () => {
  it('says same of what differs in order, spelling and texts alone', () => {
    const before = policy({
      deny_if: [
        { conditions: [{ path: 'args.to', op: 'in', value: ['a', 'b'] }], on_deny: 'no' },
        { conditions: [{ path: 'args.amount', op: 'gt', value: 5 }] },
      ],
    });
    const after = policy({
      deny_if: [
        { conditions: [{ path: 'args.amount', op: 'gt', value: 5 }] },
        { conditions: [{ path: 'args["to"]', op: 'in', value: ['b', 'a', 'a'] }] },
      ],
    });
    expect(one(before, after)).toEqual({ tool: 'pay', relation: 'same', witnesses: [] });
  });

  it('says same of rules that are written otherwise, where every case agrees', () => {
    const before = policy({ require: [{ conditions: [{ path: 'args.amount', op: 'lte', value: 10 }] }] });
    const after = policy({
      require: [
        {
          conditions: [
            { not: { path: 'args.amount', op: 'gt', value: 10 } },
            { path: 'args.amount', op: 'exists', value: true },
          ],
        },
      ],
    });
    expect(one(before, after)).toMatchObject({ relation: 'same' });
  });

  it('shows what is held in vain by the call that was approved', () => {
    const inVain = { approve_if: [{ conditions: [] }], rate_limit: { max: 0, window: 60 as const } };
    for (const allowed of [{}, { action: 'approve' as const }]) {
      const [found] = diff(
        { version: '1', default: 'deny', tools: { pay: allowed } },
        { version: '1', default: 'deny', tools: { pay: inVain } },
        [{ name: 'pay' }],
      );
      expect(found).toMatchObject({
        relation: 'stricter',
        witnesses: [
          {
            context: { approved: true },
            before: { verdict: 'allow' },
            after: { verdict: 'deny', rule: '/tools/pay/rate_limit' },
          },
        ],
      });
    }
  });

  it('shows a raised bound by a call just beyond the old one', () => {
    expect(one(policy(atMost(1000)), policy(atMost(2000)))).toMatchObject({
      relation: 'looser',
      witnesses: [
        {
          direction: 'looser',
          number: 1,
          before: { verdict: 'deny', rule: '/tools/pay/require/0' },
          after: { verdict: 'allow' },
        },
      ],
    });
    expect(one(policy(atMost(2000)), policy(atMost(1000)))).toMatchObject({ relation: 'stricter' });
  });

  it('shows both ways where bounds are moved', () => {
    const between = (least: number, most: number) =>
      policy({
        require: [
          {
            conditions: [
              { path: 'args.amount', op: 'gte', value: least },
              { path: 'args.amount', op: 'lte', value: most },
            ],
          },
        ],
      });
    const found = one(between(0, 10), between(5, 15));
    expect(found.relation).toBe('incomparable');
    expect(found.witnesses.map(({ direction }) => direction).sort()).toEqual(['looser', 'stricter']);
  });

  it('shows another maximum by the call of that number', () => {
    const rate = (max: number) => policy({ rate_limit: { max, window: 'minute' } });
    expect(one(rate(10), rate(30))).toMatchObject({
      relation: 'looser',
      witnesses: [
        {
          number: 11,
          before: { verdict: 'deny', rule: '/tools/pay/rate_limit' },
          after: { verdict: 'allow' },
        },
      ],
    });
    expect(one(rate(2_000_000_000), rate(1_000_000_000))).toMatchObject({
      relation: 'stricter',
      witnesses: [{ number: 1_000_000_001 }],
    });
  });

  it('shows a second limit by the call that it alone refuses, windows later', () => {
    const minute = { counter: 'm', window: 'minute' as const, max: 10 };
    const before = policy({ limits: [minute] });
    const after = policy({ limits: [minute, { counter: 'h', window: 'hour', max: 100 }] });
    expect(one(before, after)).toMatchObject({
      relation: 'stricter',
      witnesses: [{ number: 101, after: { rule: '/tools/pay/limits/1' } }],
    });
  });

  it('shows a lower budget by an amount', () => {
    const budget = (max: number) =>
      policy({ limits: [{ counter: 'spent', window: 'day', max, increment_from: 'args.amount' }] });
    expect(one(budget(500), budget(400))).toMatchObject({
      relation: 'stricter',
      witnesses: [{ before: { verdict: 'allow' }, after: { verdict: 'deny' } }],
    });
  });

  it('takes a counter of its own under another name for the same, and says that it begins anew', () => {
    const counting = (counter: string) => policy({ limits: [{ counter, window: 'day', max: 5 }] });
    expect(one(counting('a'), counting('b'))).toMatchObject({
      relation: 'same',
      why: expect.stringContaining('anew'),
    });
  });

  it('says that it cannot decide rather than same', () => {
    const matching = (value: string) =>
      policy({ deny_if: [{ conditions: [{ path: 'args.to', op: 'regex', value }] }] });
    expect(one(matching('^a+$'), matching('^aa*$'))).toMatchObject({
      relation: 'cannot decide',
      witnesses: [],
    });
    const asking = (seconds: number) => policy({ approve_if: [{ conditions: [], expires_in: seconds }] });
    expect(one(asking(60), asking(120))).toMatchObject({ relation: 'cannot decide' });
  });

  it('orders what a tool may do: hidden, denied, held, allowed', () => {
    const steps: RuleSet[] = [{ action: 'hide' }, { action: 'deny' }, { action: 'approve' }, {}];
    for (let at = 1; at < steps.length; at += 1) {
      expect(one(policy(steps[at - 1] as RuleSet), policy(steps[at] as RuleSet)).relation).toBe('looser');
      expect(one(policy(steps[at] as RuleSet), policy(steps[at - 1] as RuleSet)).relation).toBe('stricter');
    }
  });

  it('compares what patterns and classes say, where the tools are not known', () => {
    const of = (ruleSet: RuleSet, hide: string[] = []): Policy => {
      return {
        version: '1',
        default: 'deny',
        hide,
        classes: { Read: ruleSet },
        tools: { 'x*': ruleSet, a: {} },
      };
    };
    const told = (...policies: [Policy, Policy]) =>
      diff(...policies).map((found) => `${found.tool} ${found.relation}`);
    expect(told(of({}), of({ action: 'deny' }))).toEqual(['x… stricter', '… (Read) stricter', 'a same']);
    expect(told(of({}, ['*_all']), of({}))).toEqual(['…_all looser', 'x… same', 'a same', '… (Read) same']);
    expect(told(of({}, ['a*']), of({}))).toEqual(['a… looser', 'a looser', 'x… same', '… (Read) same']);
  });

  it('lists looser tools first, and tells what a new default means for tools that nobody names', () => {
    const before: Policy = { version: '1', default: 'deny', tools: { a: {}, b: { action: 'deny' }, c: {} } };
    const after: Policy = { version: '1', default: 'allow', tools: { a: { action: 'deny' }, b: {}, c: {} } };
    expect(diff(before, after).map(({ tool, relation }) => [tool, relation])).toEqual([
      ['b', 'looser'],
      ['tool-of-tomorrow', 'looser'],
      ['a', 'stricter'],
      ['c', 'same'],
    ]);
  });
});
