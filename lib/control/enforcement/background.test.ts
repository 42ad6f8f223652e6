import { expect, test } from 'vitest';
import { background } from './background';

const options = { most: 10, group: 3, what: 'things', log: () => {} };

test('what is added in one turn goes together, in its order, a group at a time', async () => {
  const written: number[][] = [];
  const behind = background<number>(async (items) => void written.push([...items]), options);
  for (let n = 0; n < 4; n += 1) behind.add(n);
  await behind.flushed();
  expect(written).toEqual([[0, 1, 2], [3]]);
});

test('a first one that waits for others waits no longer once a group is full, or somebody waits', async () => {
  const written: number[][] = [];
  let told = () => {};
  const wrote = new Promise<void>((resolve) => {
    told = resolve;
  });
  const write = async (items: readonly number[]) => {
    written.push([...items]);
    told();
  };
  const behind = background<number>(write, { ...options, gatherMs: 3_600_000 });
  for (let n = 0; n < 3; n += 1) behind.add(n);
  await wrote;
  expect(written).toEqual([[0, 1, 2]]);
  behind.add(3);
  await behind.flushed();
  expect(written).toEqual([[0, 1, 2], [3]]);
});

test('what is too much is dropped and said', async () => {
  const lines: string[] = [];
  const behind = background<number>(async () => {}, { ...options, log: (line) => lines.push(line) });
  for (let n = 0; n < 12; n += 1) behind.add(n);
  await behind.flushed();
  expect(lines).toEqual(['2 things were dropped: the database did not take them in time.']);
});
