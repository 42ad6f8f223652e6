import { expect, test } from 'vitest';
import type { RuleSet } from '@/lib/policy';
import { chipsOf } from './chips';

const texts = (ruleSet: RuleSet) => chipsOf(ruleSet).map((chip) => chip.text);

test.each<[string, RuleSet, string[]]>([
  ['nothing', {}, []],
  ['a limit', { limits: [{ counter: 'c', window: 'minute', max: 10 }] }, ['≤ 10/min']],
  ['the shorthand', { rate_limit: { max: 120, window: 90 } }, ['≤ 120/90 s']],
  [
    'a budget',
    { limits: [{ counter: 'c', window: 'month', max: 250, increment_from: 'args.amount' }] },
    ['Σ amount ≤ 250/mo'],
  ],
  [
    'a count by an argument',
    { limits: [{ counter: 'c', window: 'hour', max: 3, by: ['args.region'] }] },
    ['≤ 3/h by region'],
  ],
  [
    'a requirement as it is written',
    { require: [{ conditions: [{ path: 'args.amount', op: 'lte', value: 1000 }] }] },
    ['amount ≤ 1000'],
  ],
  [
    'a denial as what it leaves',
    { deny_if: [{ conditions: [{ path: 'args.amount', op: 'gt', value: 1000 }] }] },
    ['amount ≤ 1000'],
  ],
  [
    'a question to a person',
    { approve_if: [{ conditions: [{ path: 'args.kind', op: 'eq', value: 'full' }] }] },
    ['ask if kind = full'],
  ],
  ['a rule for every call', { approve_if: [{ conditions: [] }] }, ['ask if every call']],
  [
    'groups, turned round in a denial',
    {
      deny_if: [
        {
          conditions: [
            {
              any: [
                { path: 'args.a', op: 'eq', value: 1 },
                { not: { path: 'args.b', op: 'exists', value: true } },
              ],
            },
          ],
        },
      ],
    },
    ['a ≠ 1 and has b'],
  ],
  ['the schema', { validate_arguments: true }, ['schema']],
])('chips say %s', (_, ruleSet, expected) => {
  expect(texts(ruleSet)).toEqual(expected);
});
