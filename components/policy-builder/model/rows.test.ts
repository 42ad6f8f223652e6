import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Policy, RuleSet } from '@/lib/policy';
import { share } from '../document/share';
import { createRows } from './rows';
import type { BuilderTool } from './tool';
import { usageOf } from './usage';

const tools: BuilderTool[] = [
  { name: 'list_files', class: 'Read' },
  { name: 'list_users', class: 'Read' },
  { name: 'pay', class: 'Financial' },
  { name: 'mystery' },
];
const set: fc.Arbitrary<RuleSet> = fc.constantFrom<RuleSet>(
  { action: 'allow' },
  { action: 'deny' },
  { action: 'hide' },
  { action: 'approve' },
  {},
);
const keys = fc.constantFrom('list_files', 'list_users', 'pay', 'list_*', '*', 'elsewhere');
const policies: fc.Arbitrary<Policy> = fc
  .record({
    default: fc.constantFrom<'allow' | 'deny'>('allow', 'deny'),
    hide: fc.option(fc.uniqueArray(keys, { maxLength: 2 }), { nil: undefined }),
    classes: fc.option(fc.record({ Read: set }), { nil: undefined }),
    tools: fc.option(fc.dictionary(keys, set), { nil: undefined }),
  })
  .map((parts) => JSON.parse(JSON.stringify({ version: '1', ...parts })) as Policy);

test('whatever policy follows whatever policy, the rows say what they would say without those before', () => {
  fc.assert(
    fc.property(fc.array(policies, { minLength: 1, maxLength: 6 }), (sequence) => {
      const rows = createRows(tools);
      const none: never[] = [];
      let policy = sequence[0] as Policy;
      for (const next of sequence) {
        policy = share(policy, next);
        expect(rows(policy, none)).toEqual(createRows(tools)(policy, none));
      }
    }),
  );
});

test('a tool of which nothing changed keeps its row', () => {
  const rows = createRows(tools);
  const none: never[] = [];
  const before: Policy = { version: '1', default: 'deny', tools: { pay: { action: 'allow' } } };
  const first = rows(before, none);
  const second = rows({ ...before, tools: { ...before.tools, list_files: { action: 'allow' } } }, none);
  expect(second.map((row, i) => row === first[i])).toEqual([false, true, true, true]);
});

test('when a tool was used is told of every row, and only an edited tool gets another', () => {
  const rows = createRows(tools);
  const none: never[] = [];
  const usage = usageOf({
    readAt: '2030-03-01T00:00:00Z',
    keptDays: 90,
    calls: [
      { tool: 'pay', at: '2030-02-28T23:00:00Z', verdict: 'deny' },
      { tool: 'list_users', at: '2030-01-01T00:00:00Z', verdict: 'allow' },
    ],
  });
  const policy: Policy = { version: '1', default: 'deny' };
  expect(rows(policy, none).map((row) => row.search.used)).toEqual(['', '', '', '']);
  const told = rows(policy, none, usage);
  expect(told.map((row) => row.search.used)).toEqual(['never', 'earlier', 'recent', 'never']);
  expect(told[2]?.used?.call?.verdict).toBe('deny');
  expect(rows(policy, none, usage)).toBe(told);
  const edited = rows({ ...policy, tools: { pay: {} } }, none, usage);
  expect(edited.map((row, i) => row === told[i])).toEqual([true, true, false, true]);
  expect(edited[2]).toMatchObject({ decision: 'allow', search: { used: 'recent' } });
});
