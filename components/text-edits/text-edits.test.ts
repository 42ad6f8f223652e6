import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '@/lib/policy';
import { editBetween, moveOffset } from './index';

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

  test('an offset behind an edit moves with the text', () => {
    expect(moveOffset(5, [{ offset: 1, length: 1, text: 'xyz' }])).toBe(7);
    expect(moveOffset(0, [{ offset: 1, length: 1, text: 'xyz' }])).toBe(0);
  });
});
