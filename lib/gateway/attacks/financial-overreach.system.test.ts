import { expect, test } from 'vitest';
import { play, stage } from './testing';

test('one payment is bounded, a larger one waits, and the day’s budget holds against many small ones', async () => {
  const set = await stage('financial-overreach');
  await play(set);
  const paid = set.reached.map(({ body }) => JSON.parse(body).params.arguments.amount_cents as number);
  expect(paid.reduce((sum, cents) => sum + cents, 0)).toBeLessThanOrEqual(20_000);
});

test('an amount that is no number pays nothing', async () => {
  const { gateway, reached } = await stage('financial-overreach');
  for (const amount of ['4000', null, -4000, [4000]]) {
    const { body } = await gateway.call('create_payment', {
      payee: 'courier',
      amount_cents: amount,
      currency: 'EUR',
    });
    expect(body.result.isError).toBe(true);
  }
  expect(reached).toEqual([]);
});
