import { expect, test } from 'vitest';
import { createEngine } from '../document/engine';
import { hideCommands } from './policy-inspector';

function hiddenAfter(hide: string[] | undefined, wanted: string[]) {
  const text = JSON.stringify({ version: '1', default: 'deny', ...(hide && { hide }) });
  const patterns = (hide ?? []).filter((word) => word.includes('*'));
  const made = createEngine([]).make(text, hideCommands(hide, patterns, wanted));
  if (!made.ok) throw new Error(made.message);
  const after = made.edits.reduceRight(
    (all, { offset, length, text: by }) => all.slice(0, offset) + by + all.slice(offset + length),
    text,
  );
  return JSON.parse(after).hide;
}

test('patterns come and go, and the names between them stay', () => {
  expect(hiddenAfter(undefined, ['a*'])).toEqual(['a*']);
  expect(hiddenAfter(['a*', 'name', 'b*'], ['b*', 'c*'])).toEqual(['name', 'b*', 'c*']);
  expect(hiddenAfter(['name', 'a*'], [])).toEqual(['name']);
  expect(hiddenAfter(['a*', 'b*'], [])).toBeUndefined();
});
