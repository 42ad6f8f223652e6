import { expect, test } from 'vitest';
import { compileText } from './compile';
import { variantName } from './variants';

const policy = compileText(
  JSON.stringify({
    version: '1',
    default: 'allow',
    all_tools: {
      deny_if: [{ conditions: [{ path: 'args.deep.token', op: 'exists', value: true }] }],
    },
    tools: {
      pay: { deny_if: [{ conditions: [{ path: 'args.amount', op: 'gt', value: 100 }] }] },
      search: {},
    },
  }),
);

test.each([['Amount'], ['AMOUNT'], ['amount '], ['\tamount'], ['amount\u0000x']])(
  '%j could be taken for amount',
  (name) => {
    expect(variantName(policy, 'pay', undefined, { [name]: 1 })).toBe(name);
    expect(variantName(policy, 'pay', undefined, { list: [{ [name]: 1 }] })).toBe(name);
  },
);

test('names that only one reader knows are found by how Unicode folds them', () => {
  expect(variantName(policy, 'search', undefined, { deep: { 'to\u212Aen': 1 } })).toBe('to\u212Aen');
});

test('the name itself and names that no rule reads are fine', () => {
  expect(variantName(policy, 'pay', undefined, { amount: 1, Currency: 'x', currency: 'y' })).toBeNull();
  expect(variantName(policy, 'search', undefined, { Amount: 1 })).toBeNull();
  expect(variantName({ kind: 'none' }, 'pay', undefined, { Amount: 1 })).toBeNull();
  expect(variantName(policy, 'pay', undefined, undefined)).toBeNull();
});
