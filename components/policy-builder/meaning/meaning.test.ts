import { describe, expect, test } from 'vitest';
import { createEngine } from '../document/engine';
import { needsWord, ordinal } from './meaning';

const text = (tools: object, hide: string[] = []) =>
  JSON.stringify({ version: '1', default: 'deny', hide, tools });

describe('the review of meaning before saving', () => {
  const engine = createEngine([
    { name: 'drop', class: 'Destructive' },
    { name: 'read', class: 'Read' },
  ]);

  test('a Destructive tool that becomes callable wants a word of its own, a Read tool does not', async () => {
    const diffs = await engine.compare(text({}, ['drop']), text({ drop: {}, read: {} }));
    expect(diffs.map(({ tool, relation }) => [tool, relation])).toEqual([
      ['drop', 'looser'],
      ['read', 'looser'],
    ]);
    expect(diffs.map((diff) => needsWord(diff, diff.tool === 'drop' ? 'Destructive' : 'Read'))).toEqual([
      true,
      false,
    ]);
  });

  test('held for a person it needs none', async () => {
    const [diff] = await engine.compare(text({}, ['drop']), text({ drop: { action: 'approve' } }));
    expect(diff && needsWord(diff, 'Destructive')).toBe(false);
  });

  test('what means the same is not listed', async () => {
    expect(await engine.compare(text({ read: {} }), text({ read: { deny_if: [] } }))).toEqual([]);
  });

  test('the how-manieth call is said as people say it', () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 31, 102, 1_001].map(ordinal)).toEqual([
      '1st',
      '2nd',
      '3rd',
      '4th',
      '11th',
      '12th',
      '13th',
      '21st',
      '31st',
      '102nd',
      '1,001st',
    ]);
  });
});
