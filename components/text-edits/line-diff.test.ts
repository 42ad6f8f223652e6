import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineDiff } from './line-diff';

const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => lines.join('\n'));

describe('differences by lines', () => {
  test('what is the same or removed is the first text, what is the same or added is the second', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const hunks = lineDiff(before, after);
        const join = (not: string) =>
          hunks
            .filter((hunk) => hunk.kind !== not)
            .flatMap((hunk) => hunk.lines)
            .join('\n');
        expect(join('added')).toBe(before);
        expect(join('removed')).toBe(after);
      }),
    );
  });
});
