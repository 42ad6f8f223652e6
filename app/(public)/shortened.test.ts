import { expect, test } from 'vitest';
import { shortened } from './shortened';

test('a text is cut behind a word, and only where it is too long', () => {
  expect(shortened('Deletes files.', 14)).toBe('Deletes files.');
  expect(shortened('Deletes files, and folders.', 20)).toBe('Deletes files, and…');
  expect(shortened('Deletes files, and folders.', 19)).toBe('Deletes files, and…');
  expect(shortened('Deletes files, and folders.', 17)).toBe('Deletes files…');
});

test('a word longer than the room is cut, and no sign inside', () => {
  expect(shortened('a'.repeat(300), 160)).toBe(`${'a'.repeat(159)}…`);
  expect(shortened(`${'a'.repeat(158)}🙂🙂`, 160)).toBe(`${'a'.repeat(158)}…`);
  expect(shortened('word '.repeat(100), 160).length).toBeLessThanOrEqual(160);
});
