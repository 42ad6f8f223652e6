import { expect, test } from 'vitest';
import type { Policy, PolicyTool } from '@/lib/policy';
import { effectsOn } from './effects';

const schema = (...names: string[]) => ({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, { type: 'number' }])),
  required: names,
});
const tool = (name: string, riskClass: PolicyTool['class'], ...names: string[]): PolicyTool => ({
  name,
  class: riskClass,
  inputSchema: schema(...names),
  review: 'reviewed',
});
const policy: Policy = {
  version: '1',
  default: 'deny',
  classes: { Read: {}, Destructive: { action: 'hide' } },
  tools: {
    pay: { require: [{ conditions: [{ path: 'args.amount', op: 'lte', value: 10 }] }] },
    'old_*': {},
  },
};

function effects(
  before: PolicyTool[],
  after: PolicyTool[],
  ...pending: [string, 'new' | 'changed' | 'removed'][]
) {
  const found = effectsOn(
    policy,
    { before, after },
    pending.map(([name, change]) => ({ name, change })),
  );
  return Object.fromEntries(
    [...found].map(([name, list]) => [name, list.map(({ code, says }) => code ?? says)]),
  );
}

test('a new tool is told what it will be', () => {
  const before = [tool('pay', 'Financial', 'amount'), tool('old_x', 'Read')];
  const after = [...before, tool('look', 'Read'), tool('drop', 'Destructive'), tool('send', 'Execute')];
  expect(effects(before, after, ['look', 'new'], ['drop', 'new'], ['send', 'new'])).toEqual({
    look: ['Will be allowed by the rules of the class Read.'],
    drop: ['Will be hidden by the rules of the class Destructive.'],
    send: ['No rule speaks of it: denied by default.'],
  });
});

test('an argument that is gone, another class, and rules that match nothing any more are told', () => {
  const before = [tool('pay', 'Financial', 'amount'), tool('look', 'Read'), tool('old_x', 'Read')];
  const after = [tool('pay', 'Financial', 'sum'), tool('look', 'Destructive')];
  expect(effects(before, after, ['pay', 'changed'], ['look', 'changed'], ['old_x', 'removed'])).toEqual({
    pay: ['unknown-argument'],
    look: [
      'Was allowed by the rules of the class Read. Will be hidden by the rules of the class Destructive.',
    ],
    old_x: ['unknown-tool'],
  });
});

test('what means the same is not spoken of', () => {
  const before = [tool('pay', 'Financial', 'amount'), tool('old_x', 'Read')];
  const after = [
    { ...tool('pay', 'Financial', 'amount'), description: 'Other words.' },
    tool('old_x', 'Read'),
  ];
  expect(effects(before, after, ['pay', 'changed'])).toEqual({});
});
