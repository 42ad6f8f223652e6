import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Policy, RuleSet } from '@/lib/policy';
import { share } from '../document/share';
import { createRows } from './rows';
import type { BuilderTool } from './tool';

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
