import { expect, test } from 'vitest';
import { inTurn } from './turn';

test('steps of one turn run together after it, in order', async () => {
  const ran: string[] = [];
  inTurn({ run: () => ran.push('first') });
  process.nextTick(() => inTurn({ run: () => ran.push('second') }));
  expect(ran).toEqual([]);
  await new Promise(setImmediate);
  expect(ran).toEqual(['first', 'second']);
});

test('a step that a step asks for runs in the next turn', async () => {
  const ran: string[] = [];
  inTurn({
    run() {
      ran.push('first');
      inTurn({ run: () => ran.push('later') });
    },
  });
  inTurn({ run: () => ran.push('second') });
  await new Promise(setImmediate);
  expect(ran).toEqual(['first', 'second']);
  await new Promise(setImmediate);
  expect(ran).toEqual(['first', 'second', 'later']);
});
