import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineDiff, merge } from './line-diff';

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

describe('merging three ways', () => {
  const base = 'a\nb\nc\nd\ne\nf';

  test('changes apart from each other are both kept', () => {
    expect(merge(base, 'A\nb\nc\nd\ne\nf', 'a\nb\nc\nd\ne\nF')).toBe('A\nb\nc\nd\ne\nF');
  });

  test('the same change of both is made once', () => {
    expect(merge(base, 'a\nB\nc\nd\ne\nf', 'a\nB\nc\nd\ne\nf')).toBe('a\nB\nc\nd\ne\nf');
  });

  test('changes of the same lines, or of neighbours, are not merged', () => {
    expect(merge(base, 'a\nX\nc\nd\ne\nf', 'a\nY\nc\nd\ne\nf')).toBeNull();
    expect(merge(base, 'a\nX\nc\nd\ne\nf', 'a\nb\nY\nd\ne\nf')).toBeNull();
  });

  test('where one side changed nothing the other is taken', () => {
    fc.assert(
      fc.property(text, text, (from, to) => {
        expect(merge(from, to, from)).toBe(to);
        expect(merge(from, from, to)).toBe(to);
      }),
    );
  });
});
