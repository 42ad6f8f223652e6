import { expect, it } from 'vitest';
import { stepsOf } from './decision-steps';

const told = (verdict: 'allow' | 'deny' | 'approve' | 'hidden', rule: string, tool: string | null = 'pay') =>
  stepsOf({ verdict, rule, reason: 'Because.', tool, review: 'reviewed', approvalId: null });

it('an allowed call passed every step', () => {
  expect(told('allow', '/tools/pay').every(({ outcome }) => outcome === 'passed')).toBe(true);
});

it.each([
  ['(invalid arguments)', 1],
  ['(not connected)', 2],
  ['(unreviewed)', 2],
  ['(drifted)', 2],
  ['(no policy)', 3],
  ['(hidden)', 4],
  ['(default deny)', 5],
  ['/tools/pay/action', 6],
  ['/all_tools/deny_if/0', 7],
  ['/tools/pay/require/3', 8],
  ['/tools/a~1b/validate_arguments', 9],
  ['/tools/pay/approve_if/0', 10],
  ['/classes/Financial/limits/2', 11],
  ['/tools/pay/rate_limit', 11],
  ['/tools/pay/limits/0/increment_from', 11],
])('%s stops the call at its step, and nothing after it is asked', (rule, at) => {
  const steps = told(rule === '(hidden)' ? 'hidden' : 'deny', rule);
  expect(steps.map(({ outcome }) => outcome)).toEqual(
    steps.map((_, index) => (index < at ? 'passed' : index === at ? 'stopped' : 'skipped')),
  );
  expect(steps[at]?.says).toContain('Because.');
});

it('the rule that stopped a call stands in one pair of brackets', () => {
  const saysOf = (rule: string) => told('deny', rule).find(({ outcome }) => outcome === 'stopped')?.says;
  expect(saysOf('(drifted)')).toBe('Because. (drifted)');
  expect(saysOf('/all_tools/deny_if/0')).toBe('Because. (/all_tools/deny_if/0)');
});

it('a held call waits at its approval, also when the action holds it', () => {
  expect(told('approve', '/tools/pay/action').findIndex(({ outcome }) => outcome === 'stopped')).toBe(10);
});

it('another method needs a grant alone', () => {
  expect(told('allow', '(grant)', null)).toHaveLength(2);
});

it.each([
  ['unreviewed', null, 'Nobody had reviewed the tool’s definition', 'is set to let such calls on'],
  ['drifted', null, 'The tool’s definition had changed since a person reviewed it', 'is set to let'],
  [
    'drifted',
    'approval',
    'The tool’s definition had changed since a person reviewed it',
    'a person approved',
  ],
])('a call that got past an %s definition says so', (review, approvalId, title, says) => {
  const call = { verdict: 'allow', rule: '/tools/pay', reason: '', tool: 'pay', review, approvalId } as const;
  expect(stepsOf(call)[2]).toMatchObject({ title, outcome: 'passed' });
  expect(stepsOf(call)[2]?.says).toContain(says);
  const denied = stepsOf({ ...call, verdict: 'deny', rule: '/tools/pay/action', approvalId: null });
  expect(denied[2]).toMatchObject({ title, outcome: 'passed' });
});
