import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/json';
import { compile } from '../compile';
import { decide } from '../decide';
import { diff } from '../diff';
import type { Policy, RuleSet } from '../language';
import { parse } from '../parse';
import { print } from '../print';
import { recommend } from '../recommend';
import { exportPolicy, policyLayerOperators } from './export-policylayer';
import { importIntercept } from './import-intercept';

const only = (ruleSet: RuleSet): Policy => ({ version: '1', default: 'deny', tools: { pay: ruleSet } });
const exported = (policy: Policy): Policy => {
  const result = exportPolicy(policy, 'policylayer');
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.policy;
};

describe('the export to PolicyLayer', () => {
  it('says shorthands, actions and nested conditions in plain lists that decide alike', () => {
    const policy: Policy = {
      version: '1',
      default: 'deny',
      description: 'mine',
      tools: {
        pay: {
          deny_if: [
            {
              conditions: [
                {
                  any: [
                    { path: 'args.to', op: 'eq', value: 'x' },
                    { path: 'args.n', op: 'gt', value: 5 },
                  ],
                },
              ],
            },
          ],
          require: [
            {
              conditions: [
                { not: { path: 'args.to', op: 'contains', value: 'evil' } },
                { path: 'args.n', op: 'gte', value: 0 },
              ],
            },
            { conditions: [{ path: 'args.to', op: 'not_regex', value: '^a' }], on_deny: 'not a' },
          ],
          rate_limit: { max: 10, window: 60 },
        },
        stop: { action: 'deny', reason: 'no' },
        gone: { action: 'hide' },
      },
    };
    const plain = exported(policy);
    expect(plain).toEqual({
      version: '1',
      default: 'deny',
      hide: ['gone'],
      tools: {
        pay: {
          deny_if: [
            { conditions: [{ path: 'args.to', op: 'eq', value: 'x' }] },
            { conditions: [{ path: 'args.n', op: 'gt', value: 5 }] },
            { conditions: [{ path: 'args.to', op: 'contains', value: 'evil' }] },
            { conditions: [{ path: 'args.to', op: 'regex', value: '^a' }], on_deny: 'not a' },
          ],
          require: [
            { conditions: [{ path: 'args.n', op: 'gte', value: 0 }] },
            { conditions: [{ path: 'args.to', op: 'exists', value: true }], on_deny: 'not a' },
          ],
          limits: [{ counter: 'pay_rate', window: 'minute', max: 10, scope: 'grant' }],
        },
        stop: { deny_if: [{ conditions: [], on_deny: 'no' }] },
      },
    });
    expect(parse(print(plain)).ok).toBe(true);
    const values: Json[] = ['x', 'evil', 'abc', 'b', 5, null, [], {}];
    for (const to of [undefined, ...values]) {
      for (const n of [undefined, 6, 5, -1, 'text']) {
        const call = { tool: 'pay', arguments: JSON.parse(JSON.stringify({ to, n })) as Json };
        const verdict = (one: Policy) => decide(compile(one), call, { nowMs: 0 }).verdict;
        expect(verdict(plain), JSON.stringify(call)).toBe(verdict(policy));
      }
    }
    expect(diff(policy, plain, [{ name: 'stop' }, { name: 'gone' }]).map(({ relation }) => relation)).toEqual(
      ['same', 'same'],
    );
  });

  it('carries the recommended policy over but for approvals', () => {
    const tools = [
      { name: 'a', class: 'Read' as const },
      { name: 'b', class: 'Execute' as const },
      { name: 'c', class: 'Destructive' as const },
    ];
    expect(exportPolicy(recommend(tools), 'policylayer')).toEqual({
      ok: true,
      policy: recommend(tools),
      notes: [],
    });
    expect(exportPolicy(recommend([{ name: 'd', class: 'Financial' }]), 'policylayer')).toEqual({
      ok: false,
      problems: [{ pointer: '/tools/d/action', message: 'Approval by a person cannot be said.' }],
    });
  });

  it('lists everything that cannot be said, and exports nothing then', () => {
    const policy: Policy = {
      version: '1',
      default: 'allow',
      hide: ['drop_*'],
      all_tools: { deny_if: [{ conditions: [] }], rate_limit: { max: 1, window: 'hour' } },
      classes: { Read: {} },
      tools: {
        'send_*': {
          require: [{ conditions: [{ path: 'args.to[*]', op: 'ends_with', value: '.com' }] }],
          deny_if: [
            {
              conditions: [
                { any: [] },
                { any: [{ path: 'args.a', op: 'exists', value: true }, { all: [] }] },
              ],
            },
          ],
          limits: [
            {
              counter: 'c',
              window: 'month',
              max: 1,
              scope: 'server',
              increment_from: 'args.n',
              by: ['args.to'],
            },
          ],
          approve_if: [{ conditions: [] }],
          validate_arguments: true,
        },
      },
    };
    const result = exportPolicy(policy, 'policylayer');
    expect(result.ok ? [] : result.problems.map(({ pointer }) => pointer)).toEqual([
      '/classes',
      '/hide/0',
      '/all_tools/deny_if',
      '/tools/send_*',
      '/tools/send_*/approve_if',
      '/tools/send_*/validate_arguments',
      '/tools/send_*/deny_if/0',
      '/tools/send_*/require/0',
      '/tools/send_*/require/0',
      '/tools/send_*/limits/0/window',
      '/tools/send_*/limits/0/scope',
      '/tools/send_*/limits/0/increment_from',
      '/tools/send_*/limits/0/by',
    ]);
  });

  it('knows every operator that is not marked as going beyond it', () => {
    for (const op of policyLayerOperators) {
      const value: Json =
        op === 'in' || op === 'not_in' ? [1] : op === 'exists' ? true : op === 'regex' ? 'a' : 1;
      expect(exported(only({ require: [{ conditions: [{ path: 'args.a', op, value }] }] }))).toBeDefined();
    }
  });
});

describe('the import from Intercept', () => {
  it('reads rules, rates, counters and the wildcard', async () => {
    const result = await importIntercept(`
version: "1"
description: "a shop"
default: deny
hide: [transfer_shop]
tools:
  charge:
    rules:
      - name: cap
        conditions:
          - { path: "args.amount", op: lte, value: 500 }
          - { path: "args.meta.currency", op: in, value: [usd, eur] }
        on_deny: "too much"
      - name: daily
        conditions: [{ path: "state.charge.spent", op: lt, value: 1000 }]
        state: { counter: spent, window: day, increment_from: "args.amount" }
      - name: hourly
        rate_limit: 5/hour
  drop:
    rules: [{ name: never, action: deny, on_deny: "no" }]
  list: { rules: [] }
  "*":
    rules:
      - name: all
        rate_limit: 60/minute
`);
    expect(result).toMatchObject({
      ok: true,
      policy: {
        version: '1',
        description: 'a shop',
        default: 'deny',
        hide: ['transfer_shop'],
        all_tools: {
          limits: [{ counter: '_global_rate_minute', window: 'minute', max: 60, scope: 'grant' }],
        },
        tools: {
          charge: {
            require: [
              {
                conditions: [
                  { path: 'args.amount', op: 'lte', value: 500 },
                  { path: 'args.meta.currency', op: 'in', value: ['usd', 'eur'] },
                ],
                on_deny: 'too much',
              },
            ],
            limits: [
              { counter: 'charge.spent', window: 'day', max: 999, increment_from: 'args.amount' },
              { counter: 'charge_rate_hour', window: 'hour', max: 5 },
            ],
          },
          drop: { action: 'deny', reason: 'no' },
          list: {},
        },
      },
    });
    expect(result.ok && result.notes.map(({ where }) => where)).toContain('tools.charge.rules[1].state');
  });

  it('denies every call where a denial has conditions, and says that they are not asked', async () => {
    const text = (name: string, rest: string) => `
version: "1"
tools:
  ${name}:
    rules:
      - { name: r, action: deny, on_deny: "no", ${rest} }
`;
    const conditions = 'conditions: [{ path: "args.amount", op: gt, value: 500 }]';
    const told = [
      {
        where: 'tools.pay.rules[0]',
        message:
          'A rule with `action: deny` denies every call, as there: its `conditions` are not asked and are left out.',
      },
    ];
    expect(await importIntercept(text('pay', conditions))).toMatchObject({
      policy: { tools: { pay: { action: 'deny', reason: 'no' } } },
      notes: told,
    });
    expect(await importIntercept(text('"*"', conditions))).toMatchObject({
      policy: { all_tools: { deny_if: [{ conditions: [], on_deny: 'no' }] } },
      notes: [{ ...told[0], where: 'tools.*.rules[0]' }],
    });
    const several = text('pay', `${conditions}, rate_limit: 5/hour`);
    const other = '      - { name: s, rate_limit: 1/day }\n';
    expect(await importIntercept(several + other)).toMatchObject({
      notes: [
        { where: 'tools.pay', message: 'One rule denies every call; the others are left out.' },
        {
          where: 'tools.pay.rules[0]',
          message:
            'A rule with `action: deny` denies every call, as there: its `rate_limit` and `conditions` are not asked and are left out.',
        },
      ],
    });
    expect(await importIntercept(text('pay', 'conditions: []'))).toMatchObject({ ok: true, notes: [] });
  });

  it('allows what is not named where the file does not say otherwise, as there', async () => {
    expect(await importIntercept('version: "1"\ntools: {}')).toMatchObject({ policy: { default: 'allow' } });
  });

  it('says what stands there and what belongs there', async () => {
    const problems = async (text: string) => {
      const result = await importIntercept(text);
      return result.ok ? [] : result.problems.map(({ where, message }) => `${where}: ${message}`);
    };
    expect(await problems('')).toEqual([': Null stands where a mapping belongs.']);
    expect(await problems('version: "2"\ndefault: perhaps')).toEqual([
      'version: "2" stands where "1" belongs.',
      'default: "perhaps" stands where "allow" or "deny" belongs.',
    ]);
    expect(await problems('version: 1\ntools: {a: {rules: [{conditions: [{path: 1}]}]}}')).toEqual([
      'tools.a.rules[0].conditions[0].path: 1 stands where a string belongs.',
      'tools.a.rules[0].conditions[0].op: Nothing stands where a string belongs.',
    ]);
  });

  it('never admits what was excluded there in another spelling, and takes null for absent', async () => {
    const result = await importIntercept(`
version: "1"
tools:
  t:
    rules:
      - name: r
        conditions:
          - { path: args.a, op: neq, value: 5 }
          - { path: args.b, op: exists, value: true }
          - { path: args.c, op: exists, value: false }
`);
    expect(result.ok && result.policy.tools?.t?.require?.[0]?.conditions).toEqual([
      { path: 'args.a', op: 'not_in', value: [5, '5'] },
      { path: 'args.b', op: 'neq', value: null },
      {
        any: [
          { path: 'args.c', op: 'exists', value: false },
          { path: 'args.c', op: 'eq', value: null },
        ],
      },
    ]);
  });

  it.each([
    ['what is no YAML', 'a: [', ''],
    ['another version', 'version: "2"', 'version'],
    ['a key that nobody knows', 'version: "1"\ntool: {}', 'tool'],
    [
      'a counter of somebody else',
      'version: "1"\ntools: {t: {rules: [{name: r, conditions: [{path: state.u.c, op: lt, value: 3}]}]}}',
      'tools.t.rules[0].conditions[0]',
    ],
    [
      'an operator that nobody knows',
      'version: "1"\ntools: {t: {rules: [{name: r, conditions: [{path: args.c, op: like, value: 3}]}]}}',
      'tools.t.rules[0].conditions[0]',
    ],
    [
      'a rate that is none',
      'version: "1"\ntools: {t: {rules: [{name: r, rate_limit: 5/week}]}}',
      'tools.t.rules[0].rate_limit',
    ],
    [
      'a pattern that RE2 cannot run',
      'version: "1"\ntools: {t: {rules: [{name: r, conditions: [{path: args.c, op: regex, value: "(?=a)"}]}]}}',
      '/tools/t/require/0/conditions/0/value',
    ],
  ])('refuses %s, and says where', async (_name, text, where) => {
    const result = await importIntercept(text);
    expect(result.ok ? undefined : result.problems[0]?.where).toBe(where);
  });

  it('says in a whole sentence where a text is no YAML', async () => {
    const result = await importIntercept('version: "1"\n\ttools: x\n');
    expect(result.ok ? undefined : result.problems[0]?.message).toBe(
      'Tabs are not allowed as indentation at line 2, column 1.',
    );
  });
});
