import { expect, test } from 'vitest';
import { type Part, runParts } from './parts.mjs';
import { Refusal } from './say.mjs';

const said: string[] = [];
const part = (name: string, turns: number, result = { passed: 1, failed: 0 }): Part => ({
  name,
  run: async (held) => {
    said.push(`${name} begins${held ? ', held' : ''}`);
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    said.push(`${name} ends`);
    return result;
  },
});

test('lanes run side by side, their parts and the stages in turn, and results keep the written order', async () => {
  said.length = 0;
  const results = await runParts([[[part('a', 20), part('b', 1)], [part('c', 1)]], [[part('d', 1)]]]);
  expect(said).toEqual([
    'a begins, held',
    'c begins, held',
    'c ends',
    'a ends',
    'b begins, held',
    'b ends',
    'd begins',
    'd ends',
  ]);
  expect(results.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']);
});

test('a part that throws has failed and says why, and all others run', async () => {
  const broken: Part = {
    name: 'broken',
    run: async () => {
      throw new Refusal('Postgres did not start');
    },
  };
  const results = await runParts([
    [[broken, part('next', 1)], [part('beside', 3, { passed: 2, failed: 3 })]],
    [[part('last', 1)]],
  ]);
  expect(results).toEqual([
    { name: 'broken', passed: 0, failed: 1, note: 'broken: Postgres did not start' },
    { name: 'next', passed: 1, failed: 0 },
    { name: 'beside', passed: 2, failed: 3 },
    { name: 'last', passed: 1, failed: 0 },
  ]);
});
