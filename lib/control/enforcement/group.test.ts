import { describe, expect, it } from 'vitest';
import { grouped } from './group';

/** Groups as they were run; each waits until it is let go. */
function watched(grouping: { crowd: number; enough: number; pauseMs: number }) {
  const groups: (readonly number[])[] = [];
  const going: (() => void)[] = [];
  const ask = grouped<number, number>(
    async (items) => {
      groups.push(items);
      await new Promise<void>((resolve) => going.push(resolve));
      return items.map((item) => item * 10);
    },
    { most: 6, ...grouping },
  );
  const go = async () => {
    while (going.length === 0) await new Promise(setImmediate);
    going.shift()?.();
  };
  const many = (...items: number[]) => Promise.all(items.map(ask));
  return { groups, go, many };
}

const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn += 1) await new Promise(setImmediate);
};
const never = 2_000_000;

describe('those who wait', () => {
  it('go together, each with its own answer, and no more at once than may', async () => {
    const { groups, go, many } = watched({ crowd: 100, enough: 100, pauseMs: never });
    const first = many(1);
    await turns(2);
    const rest = many(2, 3, 4, 5, 6, 7, 8);
    for (let group = 0; group < 3; group += 1) await go();
    expect(await first).toEqual([10]);
    expect(await rest).toEqual([20, 30, 40, 50, 60, 70, 80]);
    expect(groups).toEqual([[1], [2, 3, 4, 5, 6, 7], [8]]);
  });

  it('wait for others behind a large group, until there are enough', async () => {
    const { groups, go, many } = watched({ crowd: 3, enough: 4, pauseMs: never });
    const first = many(1, 2, 3);
    await turns(2);
    const second = many(4, 5);
    await go();
    await first;
    await turns(20);
    expect(groups).toEqual([[1, 2, 3]]);
    const third = many(6, 7);
    await go();
    expect([await second, await third]).toEqual([
      [40, 50],
      [60, 70],
    ]);
    expect(groups).toEqual([
      [1, 2, 3],
      [4, 5, 6, 7],
    ]);
  });

  it('wait no longer than the pause', async () => {
    const { groups, go, many } = watched({ crowd: 1, enough: 4, pauseMs: 1 });
    const first = many(1);
    await turns(2);
    const second = many(2);
    await go();
    await go();
    expect([await first, await second]).toEqual([[10], [20]]);
    expect(groups).toEqual([[1], [2]]);
  });

  it('wait for nobody where the group before was small, or long ago', async () => {
    const { groups, go, many } = watched({ crowd: 2, enough: 4, pauseMs: never });
    for (const item of [1, 2]) {
      const one = many(item);
      await go();
      await one;
    }
    const large = many(3, 4);
    await go();
    await large;
    await new Promise((resolve) => setTimeout(resolve, 60));
    const after = many(5);
    await go();
    expect(await after).toEqual([50]);
    expect(groups).toEqual([[1], [2], [3, 4], [5]]);
  });
});
