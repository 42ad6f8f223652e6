import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineDiff } from './line-diff';

const lines = fc
  .array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 12 })
  .map((all) => all.join('\n'));
const without = (kind: string, diff: ReturnType<typeof lineDiff>) =>
  diff
    .filter((line) => line.kind !== kind)
    .map((line) => line.text)
    .join('\n');

describe('the difference of two texts', () => {
  it('shows what went and what came, in order', () => {
    expect(lineDiff('a\nb\nc', 'a\nx\nc')).toEqual([
      { kind: 'same', text: 'a' },
      { kind: 'gone', text: 'b' },
      { kind: 'came', text: 'x' },
      { kind: 'same', text: 'c' },
    ]);
  });
  it('holds both texts whole', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const diff = lineDiff(before, after);
        expect(without('came', diff)).toBe(before);
        expect(without('gone', diff)).toBe(after);
      }),
    );
  });
});
