import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const text = readFileSync(join(import.meta.dirname, 'FAIL-CLOSED.md'), 'utf8');

/** Cells of every row but heads and rules. */
const rows = text
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| ---') && !line.startsWith('| what fails'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

test.each(rows.map((cells) => [cells[0] ?? '', cells.at(-1) ?? '']))(
  'where %s there is its test',
  (_, cell) => {
    const [, path = '', title = ''] = /^`([\w./-]+\.test\.ts)`: (.+)$/.exec(cell) ?? [];
    expect([cell, existsSync(join(root, path)) && path !== '']).toEqual([cell, true]);
    expect(readFileSync(join(root, path), 'utf8')).toContain(title);
  },
);

test.each([
  'the database is down',
  'the database is slow',
  'the database is read-only',
  'in the middle of the transaction',
  'a count cannot be written',
  'the approvals cannot be read',
  'the policy is missing',
  'the policy is corrupt',
  'the policy is of an unknown version',
  'the definitions of the tools cannot be read',
  'the record cannot be written',
  'the server hangs',
  'the server resets',
  'the server answers 5xx',
  'the server answers 100 MB',
  'the server answers garbage',
  'the server ends half a stream',
  "the process's clock jumps",
  '(SIGKILL) in the middle of the call',
  'the grant is revoked',
  "the server's program cannot be started",
  'nobody has connected it',
  'insufficient_scope',
])('the table has a row for: %s', (what) => {
  expect(rows.some(([fails]) => fails?.includes(what))).toBe(true);
});

test('every cell of the tables says something', () => {
  expect(rows.filter((cells) => cells.some((cell) => cell === ''))).toEqual([]);
});
