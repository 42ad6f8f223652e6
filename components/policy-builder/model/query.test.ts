import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasValue, matches, parseQuery, printQuery, type Searchable, toggleValue } from './query';

const scan: Searchable = {
  text: 'start_security_scan scans a target',
  risk: 'execute',
  action: 'deny',
  noun: 'scan',
  used: 'never',
  is: new Set(['unreviewed', 'new']),
  has: new Set(['findings', 'security']),
  args: ['target', 'max_targets', 'amount'],
};
const finds = (text: string) => matches(parseQuery(text), scan);

describe('the search language', () => {
  test('plain words look into name and description, all of them', () => {
    expect(finds('security target')).toBe(true);
    expect(finds('SECURITY')).toBe(true);
    expect(finds('security payment')).toBe(false);
    expect(finds('"a target"')).toBe(true);
  });

  test.each([
    ['risk:execute', true],
    ['risk:destructive', false],
    ['risk:destructive,execute', true],
    ['is:unreviewed', true],
    ['is:new is:drifted', false],
    ['arg:amount', true],
    ['arg:max', true],
    ['action:deny', true],
    ['has:findings', true],
    ['-has:findings', false],
    ['-risk:read scan', true],
    ['noun:scan', true],
    ['used:never', true],
    ['used:recent,never', true],
    ['used:recent', false],
    ['-used:never', false],
    ['Risk:Execute', true],
  ])('%s', (text, expected) => {
    expect(finds(text)).toBe(expected);
  });

  test('an unknown key is a word: names may hold a colon', () => {
    expect(matches(parseQuery('ns:tool'), { ...scan, text: 'ns:tool' })).toBe(true);
    expect(finds('ns:tool')).toBe(false);
  });

  test('a key without a value asks for nothing yet', () => {
    expect(finds('risk:')).toBe(true);
    expect(finds('')).toBe(true);
  });

  test('ticking a box adds its value, ticking it again takes it away, and the rest stays', () => {
    const once = toggleValue('scan', 'risk', 'execute');
    expect(once).toBe('scan risk:execute');
    const twice = toggleValue(once, 'risk', 'read');
    expect(twice).toBe('scan risk:execute,read');
    expect(toggleValue(toggleValue(twice, 'risk', 'read'), 'risk', 'execute')).toBe('scan');
    expect(toggleValue('has:findings', 'has', 'limit')).toBe('has:findings has:limit');
    expect(hasValue(parseQuery('-risk:read'), 'risk', 'read')).toBe(false);
  });

  test('while nobody knows when a tool was used, no question about it finds the tool', () => {
    const untold = { ...scan, used: '' };
    for (const text of ['used:never', '-used:never', 'used:recent', 'scan -used:recent']) {
      expect(matches(parseQuery(text), untold)).toBe(false);
    }
    expect(matches(parseQuery('scan'), untold)).toBe(true);
  });

  test('what is printed reads back as the same query', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        const query = parseQuery(text);
        expect(parseQuery(printQuery(query))).toEqual(query);
      }),
    );
  });
});
