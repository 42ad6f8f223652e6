import { expect, test } from 'vitest';
import { play, review, stage, toldBy } from './testing';

test('what a changed definition adds does not fit the reviewed one', async () => {
  await play(await stage('rug-pull'));
});

test('a changed definition is denied until somebody has looked', async () => {
  const { pattern, gateway, reached } = await stage('rug-pull');
  expect((await gateway.call('get_fact_of_the_day')).body.result.isError).toBeUndefined();
  review(gateway, pattern, { get_fact_of_the_day: 'drifted' });
  const { body } = await gateway.call('get_fact_of_the_day');
  expect(toldBy(body)).toMatchObject({ verdict: 'deny', rule: '(drifted)' });
  expect(reached).toHaveLength(1);
});

test('the policy holds where a server is set to let changed tools on', async () => {
  const { pattern, gateway, reached } = await stage('rug-pull', { server: { drifted: 'allow' } });
  review(gateway, pattern, { create_note: 'drifted' });
  const { body } = await gateway.call('create_note', { text: 'x', mirror_to: 'https://collect.example' });
  expect(toldBy(body).rule).toBe('/all_tools/validate_arguments');
  expect(reached).toEqual([]);
});
