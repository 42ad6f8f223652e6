import { expect, test } from 'vitest';
import { play, stage } from './testing';

test('the fourth identical call of an hour is denied, and another one goes on', async () => {
  await play(await stage('runaway-loop'));
});

test('of a hundred identical calls at once three reach the server', async () => {
  const { gateway, reached } = await stage('runaway-loop');
  const calls = Array.from({ length: 100 }, (_, id) => gateway.call('start_job', { name: 'again' }, { id }));
  const answers = await Promise.all(calls);
  expect(reached).toHaveLength(3);
  expect(answers.filter(({ body }) => body.result.isError)).toHaveLength(97);
});
