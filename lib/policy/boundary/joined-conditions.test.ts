import { describe, expect, test } from 'vitest';
import type { Json } from '@/lib/json';
import { compile } from '../compile';
import { decide } from '../decide';
import type { Comparison, Policy, PolicyTool, RuleSet } from '../language';
import { boundaryCases } from './boundary-cases';

// A rule that joins conditions is settled by one of them only where the others are as they have to be.

const c = (path: string, op: Comparison['op'], value: Json): Comparison => ({
  path: `args.${path}`,
  op,
  value,
});
const three = [c('a', 'regex', '^[a-c]{2,4}$'), c('url', 'host_in', ['*.a.com']), c('n', 'lte', 5)];
const eight = [
  ...three,
  c('file.path', 'within', '/data/in'),
  c('kind', 'in', ['one', 'two']),
  c('on', 'eq', true),
  c('text', 'length_lte', 40),
  c('to', 'starts_with', 'acme-'),
];

const schema: Json = {
  type: 'object',
  properties: {
    a: { type: 'string' },
    url: { type: 'string' },
    n: { type: 'number' },
    file: { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] },
    kind: { type: 'string' },
    on: { type: 'boolean' },
    text: { type: 'string' },
    to: { type: 'string' },
    items: {
      type: 'array',
      items: { type: 'object', properties: { a: { type: 'string' }, b: { type: 'number' } } },
    },
  },
};

const ruleSets: [string, RuleSet][] = [
  ['three kinds in one require', { require: [{ conditions: three }] }],
  ['eight kinds in one require', { require: [{ conditions: eight }] }],
  ['two requires of several', { require: [{ conditions: three }, { conditions: eight.slice(3) }] }],
  [
    'a deny_if of three',
    { deny_if: [{ conditions: [c('n', 'gt', 100), c('m', 'eq', 1), c('a', 'eq', 'x')] }] },
  ],
  ['an approve_if of two', { approve_if: [{ conditions: [c('n', 'gt', 100), c('m', 'eq', 1)] }] }],
  [
    'a deny_if beside a require and an approve_if',
    {
      deny_if: [{ conditions: [c('n', 'gt', 100), c('m', 'eq', 1)] }],
      require: [{ conditions: three.slice(0, 2) }],
      approve_if: [{ conditions: [c('n', 'gt', 50), c('m', 'eq', 2)] }],
    },
  ],
  ['any within require', { require: [{ conditions: [{ any: three }] }] }],
  [
    'groups within groups',
    {
      deny_if: [
        { conditions: [{ any: [{ all: three.slice(0, 2) }, { not: c('n', 'lte', 5) }] }, c('m', 'eq', 1)] },
      ],
    },
  ],
  [
    'elements of a list',
    { require: [{ conditions: [c('items[*].a', 'eq', 'x'), c('items[*].b', 'lte', 3), c('n', 'lte', 5)] }] },
  ],
];

describe.each(ruleSets)('%s', (_name, ruleSet) => {
  describe.each([undefined, schema])('with the schema %#', (inputSchema) => {
    const tool: PolicyTool = { name: 'r', class: 'Write', ...(inputSchema && { inputSchema }) };
    const policy: Policy = { version: '1', default: 'deny', tools: { r: ruleSet } };

    test('each condition shows a call that its rule stops or holds, and one that it does not', () => {
      const cases = boundaryCases(policy, tool);
      for (const list of ['deny_if', 'require', 'approve_if'] as const)
        ruleSet[list]?.forEach((_rule, index) => {
          const rule = `/tools/r/${list}/${index}`;
          const pointers = new Set(
            cases.map(({ pointer }) => pointer).filter((one) => one.startsWith(`${rule}/`)),
          );
          expect(pointers.size).toBeGreaterThan(0);
          for (const pointer of pointers) {
            const said = cases.filter((one) => one.pointer === pointer).map(({ decision }) => decision.rule);
            expect(said, pointer).toContain(rule);
            expect(
              said.filter((one) => one !== rule),
              pointer,
            ).not.toEqual([]);
          }
        });
    });

    test('what is shown is what the policy says', () => {
      const compiled = compile(policy);
      for (const { call, context, decision } of boundaryCases(policy, tool)) {
        const { verdict, rule } = decide(compiled, call, context);
        expect({ verdict, rule }).toEqual({ verdict: decision.verdict, rule: decision.rule });
      }
    });
  });
});

test('three kinds of condition show the last number that passes and the first that does not', () => {
  const policy: Policy = {
    version: '1',
    default: 'deny',
    tools: { r: { require: [{ conditions: three }] } },
  };
  const said = boundaryCases(policy, { name: 'r' }).map(
    ({ title, decision }) => `${title}: ${decision.verdict}`,
  );
  expect(said).toContain('`n` is 5: allow');
  expect(said).toContain('`n` is 6: deny');
});
