import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordDiff } from './word-diff';

const shown = (before: string, after: string) =>
  wordDiff(before, after)
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'added' ? `{+${text}+}` : `[-${text}-]`))
    .join('');

test('words that went and came are told, the rest stays', () => {
  expect(shown('Gets a user.', 'Gets and deletes a user.')).toBe('Gets {+and deletes +}a user.');
  expect(shown('string', 'number')).toBe('[-string-]{+number+}');
  expect(shown('', 'New.')).toBe('{+New.+}');
  expect(shown('Gone.', '')).toBe('[-Gone.-]');
  expect(wordDiff('', '')).toEqual([]);
});

test('no letter of either text is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
      const parts = wordDiff(before, after);
      const join = (without: string) =>
        parts
          .filter(({ kind }) => kind !== without)
          .map(({ text }) => text)
          .join('');
      expect([join('added'), join('removed')]).toEqual([before, after]);
    }),
  );
});
