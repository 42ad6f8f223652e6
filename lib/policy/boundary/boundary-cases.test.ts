import { describe, expect, it } from 'vitest';
import type { Limit, Policy, PolicyTool, RuleSet } from '../language';
import { runTests } from '../lint';
import { boundaryCases, testOf } from './boundary-cases';

const tool: PolicyTool = {
  name: 'pay',
  class: 'Execute',
  inputSchema: {
    type: 'object',
    properties: { amount: { type: 'number' }, to: { type: 'string' } },
    required: ['amount', 'to'],
  },
};
const said = (policy: Policy) =>
  boundaryCases(policy, tool).map(({ title, decision }) => `${title}: ${decision.verdict} ${decision.rule}`);

describe('boundary cases', () => {
  it('stand on both sides of a condition, with everything else as it has to be', () => {
    const policy: Policy = {
      version: '1',
      default: 'deny',
      tools: {
        pay: {
          require: [
            { conditions: [{ path: 'args.amount', op: 'lte', value: 1000 }] },
            { conditions: [{ path: 'args.to', op: 'regex', value: '^(acme|umbrella)-[0-9]{3}$' }] },
          ],
        },
      },
    };
    const cases = said(policy);
    expect(cases).toContain('`amount` is 1000: allow /tools/pay');
    expect(cases).toContain('`amount` is 1001: deny /tools/pay/require/0');
    expect(cases).toContain('`amount` is left out: deny /tools/pay/require/0');
    expect(cases).toContain('`to` is "acme-000": allow /tools/pay');
    expect(cases).toContain('`to` is left out: deny /tools/pay/require/1');
  });

  it('show the last call that a limit admits and the first that it does not, also behind a condition', () => {
    const policy: Policy = {
      version: '1',
      default: 'deny',
      all_tools: { limits: [{ counter: 'all', window: 'hour', max: 100 }] },
      tools: {
        pay: {
          deny_if: [{ conditions: [{ not: { path: 'args.to', op: 'host_in', value: ['*.example.com'] } }] }],
          limits: [{ counter: 'spent', window: 'minute', max: 30, increment_from: 'args.amount' }],
          rate_limit: { max: 10, window: 'minute' },
        },
      },
    };
    const cases = said(policy);
    expect(cases).toContain('`all` of `all_tools`, equal call number 100: allow /tools/pay');
    expect(cases).toContain('`all` of `all_tools`, equal call number 101: deny /all_tools/limits/0');
    expect(cases).toContain('`pay_rate`, equal call number 11: deny /tools/pay/rate_limit');
    expect(cases).toContain('`to` is "https://www.example.com/": allow /tools/pay');
    expect(cases).toContain('`to` is "https://example.com/": deny /tools/pay/deny_if/0');
  });

  it('tell what a limit says to the very first call, whatever a condition would', () => {
    const policy: Policy = {
      version: '1',
      default: 'deny',
      tools: {
        pay: {
          require: [{ conditions: [{ path: 'args.amount', op: 'lte', value: 1000 }] }],
          limits: [{ counter: 'spent', window: 'day', max: 500, increment_from: 'args.amount' }],
        },
      },
    };
    expect(said(policy)).toContain('`amount` is 1000: deny /tools/pay/limits/0');
    expect(said(policy)).toContain('`amount` is 1001: deny /tools/pay/require/0');
    const tests = boundaryCases(policy, tool).flatMap((one) => testOf(one) ?? []);
    expect(runTests({ ...policy, tests }, [tool]).filter(({ passed }) => !passed)).toEqual([]);
  });

  it('are let through otherwise, so that a rule behind others that would hold the call shows its bounds', () => {
    const policy: Policy = {
      version: '1',
      default: 'deny',
      all_tools: { approve_if: [{ conditions: [{ path: 'args.amount', op: 'lt', value: 10 }] }] },
      tools: {
        pay: {
          approve_if: [
            { conditions: [{ path: 'args.to', op: 'not_in', value: ['acme', 'umbrella'] }] },
            { conditions: [{ path: 'args.amount', op: 'gt', value: 1000 }] },
          ],
        },
      },
    };
    expect(said(policy)).toEqual(
      expect.arrayContaining([
        '`amount` is 10: allow /tools/pay',
        '`amount` is 9: approve /all_tools/approve_if/0',
        '`to` is "acme": allow /tools/pay',
        '`to` is "other than acme": approve /tools/pay/approve_if/0',
        '`amount` is 1000: allow /tools/pay',
        '`amount` is 1001: approve /tools/pay/approve_if/1',
      ]),
    );
  });

  it('become tests of the document that pass', () => {
    const policy: Policy = {
      version: '1',
      default: 'deny',
      tools: { pay: { approve_if: [{ conditions: [{ path: 'args.amount', op: 'gt', value: 5 }] }] } },
    };
    const tests = boundaryCases(policy, tool).flatMap((one) => testOf(one) ?? []);
    expect(tests).toContainEqual({
      name: 'pay: `amount` is 6',
      tool: 'pay',
      class: 'Execute',
      arguments: { amount: 6, to: 'text' },
      expect: 'approve',
      rule: '/tools/pay/approve_if/0',
    });
  });

  it('become no test where the call has to be approved first', () => {
    const limits: Limit[] = [{ counter: 'once', window: 'day', max: 1 }];
    const policy = (pay: RuleSet): Policy => ({ version: '1', default: 'deny', tools: { pay } });
    const [once, twice] = boundaryCases(policy({ action: 'approve', limits }), tool);
    expect(once).toMatchObject({ number: 1, context: { approved: true }, decision: { verdict: 'allow' } });
    expect(twice).toMatchObject({ number: 2, decision: { verdict: 'deny' } });
    expect(once && testOf(once)).toBeUndefined();
    const [free] = boundaryCases(policy({ limits }), tool);
    expect(free && testOf(free)).toMatchObject({ expect: 'allow', rule: '/tools/pay' });
  });
});
