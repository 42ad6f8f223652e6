import { expect, test } from 'vitest';
import { play, stage } from './testing';

test('whatever another server says, messages go to the known numbers, by the listed name', async () => {
  const set = await stage('tool-shadowing');
  await play(set);
  expect(set.reached.map(({ body }) => JSON.parse(body).params.arguments.recipient)).toEqual([
    '+49 30 5550 100',
  ]);
});
