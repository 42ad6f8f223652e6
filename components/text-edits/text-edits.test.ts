import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '@/lib/policy';
import { editBetween, moveAll } from './index';

describe('text edits', () => {
  test('the edit between two texts turns the one into the other', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (before, after) => {
        expect(applyEdits(before, editBetween(before, after))).toBe(after);
      }),
    );
  });

  test('the edit between two texts never cuts a surrogate pair', () => {
    expect(editBetween('a😀b', 'a😁b')).toEqual([{ offset: 1, length: 2, text: '😁' }]);
  });

  test('the edit between equal texts is none', () => {
    expect(editBetween('{}', '{}')).toEqual([]);
  });

  test('a place behind an edit moves with the text, and what did not move is the same', () => {
    const places = [
      { offset: 0, length: 1 },
      { offset: 5, length: 2 },
    ];
    const moved = moveAll(places, [{ offset: 2, length: 1, text: 'xyz' }]);
    expect(moved).toEqual([
      { offset: 0, length: 1 },
      { offset: 7, length: 2 },
    ]);
    expect(moved[0]).toBe(places[0]);
    expect(moveAll(places, [{ offset: 9, length: 0, text: 'x' }])).toBe(places);
  });
});
