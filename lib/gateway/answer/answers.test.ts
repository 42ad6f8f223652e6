import { expect, it } from 'vitest';
import type { Decision } from '@/lib/policy';
import { ended, heldAnswer } from './answers';

it.each([
  ['Above 1,000', 'Above 1,000.'],
  ['Ask first.', 'Ask first.'],
  ['Really?', 'Really?'],
])('%s is a sentence before the next one begins', (reason, sentence) => {
  expect(ended(reason)).toBe(sentence);
  const decision: Decision = { verdict: 'approve', rule: '/x', reason, reservations: [] };
  const pending = { id: 'a1', url: 'https://sally.example/approvals/a1', expiresAtMs: 0 };
  expect(heldAnswer(1, decision, pending, 'legacy').body).toContain(
    `[APPROVAL REQUIRED] ${sentence} Approval a1:`,
  );
});
