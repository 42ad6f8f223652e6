import { expect, test } from 'vitest';
import type { Sample } from '../document';
import { outcomeOf } from './outcome';

const sample: Sample = { verdict: 'allow', rule: '/tools/pay', reason: '', call: '{}', fits: true };
const strict = { unreviewed: 'deny', drifted: 'hold' } as const;

test('what the decision lets expect is not made much of', () => {
  expect(outcomeOf({}, 'allow', sample, strict)).toMatchObject({ verdict: 'allow', differs: false });
  const hidden: Sample = { ...sample, verdict: 'hidden', rule: '(hidden)' };
  expect(outcomeOf({}, 'hide', hidden, strict)).toMatchObject({ verdict: 'hidden', differs: false });
});

test('a rule that denies the sample of an allowed tool is told with its place', () => {
  const denied: Sample = { ...sample, verdict: 'deny', rule: '/tools/pay/require/0', reason: 'Too much.' };
  expect(outcomeOf({}, 'allow', denied, strict)).toEqual({
    verdict: 'deny',
    call: '{}',
    why: 'Too much. /tools/pay/require/0',
    differs: true,
  });
});

test('a tool that nobody reviewed is treated as its server’s setting says, before the policy is asked', () => {
  expect(outcomeOf({ review: 'unreviewed' }, 'allow', sample, strict)).toMatchObject({
    verdict: 'deny',
    differs: true,
  });
  expect(outcomeOf({ review: 'drifted' }, 'allow', sample, strict).verdict).toBe('approve');
  const denied: Sample = { ...sample, verdict: 'deny', rule: '/tools/pay/action' };
  expect(outcomeOf({ review: 'drifted' }, 'deny', denied, strict).verdict).toBe('deny');
  const open = { unreviewed: 'allow', drifted: 'allow' } as const;
  expect(outcomeOf({ review: 'unreviewed' }, 'allow', sample, open).differs).toBe(false);
});

test('a sample that its own schema refuses says nothing about the policy', () => {
  const refused: Sample = { ...sample, verdict: 'deny', rule: '/tools/pay/validate_arguments', fits: false };
  expect(outcomeOf({}, 'allow', refused, strict)).toMatchObject({ verdict: null, differs: false });
  expect(outcomeOf({}, 'allow', { ...refused, fits: true }, strict).verdict).toBe('deny');
});
