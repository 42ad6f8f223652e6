import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assignSlots, type Slots } from './slots';

const four = assignSlots(new Map(), ['a', 'b', 'c', 'd']);
const slotsOf = (slots: Slots) => [...slots.values()];

test('what is shown on keeps its element, and what is new takes those of what went', () => {
  expect([...four]).toEqual([
    ['a', 0],
    ['b', 1],
    ['c', 2],
    ['d', 3],
  ]);
  expect([...assignSlots(four, ['x', 'c', 'y'])]).toEqual([
    ['x', 0],
    ['c', 2],
    ['y', 3],
  ]);
});

test('scrolling moves the element that went out of view to the other end', () => {
  expect([...assignSlots(four, ['b', 'c', 'd', 'e'])]).toEqual([
    ['b', 1],
    ['c', 2],
    ['d', 3],
    ['e', 0],
  ]);
});

test('a filtered list fills all elements anew, and moves none', () => {
  expect(slotsOf(assignSlots(four, ['d', 'w', 'x', 'y']))).toEqual([0, 1, 2, 3]);
});

test('a longer list makes elements for the rest', () => {
  expect(slotsOf(assignSlots(four, ['a', 'x', 'd', 'e', 'f']))).toEqual([0, 1, 3, 2, 4]);
});

test('nobody takes over the element that is held', () => {
  expect(slotsOf(assignSlots(four, ['x', 'y'], 'a'))).toEqual([1, 2]);
  expect(slotsOf(assignSlots(four, ['d', 'w', 'x', 'y'], 'd'))).toEqual([3, 0, 1, 2]);
});

test('whatever list follows whatever list, each item has an element, and the held one keeps its own', () => {
  const names = fc.uniqueArray(fc.constantFrom(...'abcdefghij'), { maxLength: 8 });
  fc.assert(
    fc.property(fc.array(names, { maxLength: 6 }), fc.option(fc.constantFrom('a', 'b')), (lists, held) => {
      let slots: Slots = new Map();
      for (const list of lists) {
        const next = assignSlots(slots, list, held ?? undefined);
        expect([...next.keys()]).toEqual(list);
        expect(new Set(next.values()).size).toBe(list.length);
        expect(Math.min(0, ...next.values())).toBe(0);
        if (held && slots.has(held)) {
          const owner = [...next].find(([, slot]) => slot === slots.get(held))?.[0];
          expect(owner).toBe(next.has(held) ? held : undefined);
        }
        slots = next;
      }
    }),
  );
});
