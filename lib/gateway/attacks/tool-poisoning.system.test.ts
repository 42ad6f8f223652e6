import { expect, test } from 'vitest';
import { play, review, stage, toldBy } from './testing';

test('a key file is not read, and an argument that nobody reviewed is not passed on', async () => {
  const set = await stage('tool-poisoning');
  await play(set);
  expect(set.reached.some(({ body }) => body.includes('PRIVATE KEY') || body.includes('.ssh'))).toBe(false);
});

test('the poisoned tool is denied as a whole until somebody has reviewed it', async () => {
  const { pattern, gateway, reached } = await stage('tool-poisoning');
  review(gateway, pattern, { add: 'unreviewed' });
  const { body } = await gateway.call('add', { a: 2, b: 3 });
  expect(toldBy(body)).toMatchObject({ verdict: 'deny', rule: '(unreviewed)' });
  expect(reached).toEqual([]);
});
