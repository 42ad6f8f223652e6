import { expect, test } from 'vitest';
import { createQueue } from './queue';

test('what comes while something is under way waits for it; otherwise it is done at once', async () => {
  const queue = createQueue();
  const seen: string[] = [];
  queue.run(() => void seen.push('first'));
  expect(seen).toEqual(['first']);
  let go = () => {};
  queue.run(
    () =>
      new Promise<void>((done) => {
        go = () => {
          seen.push('slow');
          done();
        };
      }),
  );
  queue.run(() => void seen.push('after'));
  expect(seen).toEqual(['first']);
  go();
  await queue.idle();
  expect(seen).toEqual(['first', 'slow', 'after']);
  queue.run(() => void seen.push('last'));
  expect(seen.at(-1)).toBe('last');
});
