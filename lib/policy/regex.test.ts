import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { compileRe2, compileRegex, testRegex } from './regex';
import { nestedRepetition } from './regex-repetition';
import { randomFrom } from './testing/generate';

describe('nestedRepetition', () => {
  it('multiplies what stands inside each other, and nothing else', () => {
    const cases: [string, number][] = [
      ['abc', 1],
      ['a{3}', 3],
      ['a{3,7}', 7],
      ['a{300,}', 300],
      ['(a{16}){16}', 256],
      ['((a{2}){3}b{9}){4}', 36],
      ['a{200}b{200}', 200],
      ['(?:a{4}|b{5}){6}', 30],
      ['(a*){7}+', 7],
      ['(a{3}?){2}?', 6],
      ['[{9}]{2}', 2],
      ['[]{9}]{2}', 2],
      ['[^]{9}]{2}', 2],
      ['[[:alpha:]]{2}', 2],
      ['\\{9}', 1],
      ['\\x{41}{3}', 3],
      ['\\p{Greek}{3}', 3],
      ['\\Qa{9}\\E{2}', 2],
      ['a{,9}', 1],
      ['(a{9}){0}', 9],
    ];
    for (const [pattern, product] of cases)
      expect([pattern, nestedRepetition(pattern)]).toEqual([pattern, product]);
  });
});

describe('a regex of a policy', () => {
  it('is refused where RE2 cannot run it in bounded time', () => {
    for (const pattern of [
      '(',
      '(?=a)',
      '\\1',
      'a{257}',
      '(a{16}){17}',
      'a'.repeat(1001),
      `(${'.'.repeat(900)}){256}`,
    ])
      expect([pattern, compileRegex(pattern).ok]).toEqual([pattern, false]);
    for (const pattern of [
      'a{256}',
      '(a{16}){16}',
      '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}',
      'a{200}b{200}',
      'a'.repeat(1000),
      '(abcde){256}',
      '[ab]{0,250}'.repeat(80),
      `(${'a'.repeat(380)}){256}`,
      '(?:a|b){256}',
      '^.{0,256}$',
    ])
      expect([pattern, compileRegex(pattern).ok]).toEqual([pattern, true]);
  });

  it('is not asked about more than 16,384 code points', () => {
    const read = compileRegex('x$');
    if (!read.ok) throw new Error(read.message);
    expect(testRegex(read.regex, `${'😀'.repeat(16_383)}x`)).toBe(true);
    expect(testRegex(read.regex, `${'😀'.repeat(16_384)}x`)).toBe(null);
    expect(testRegex(read.regex, '\ud800x')).toBe(null);
  });

  const random = randomFrom(7);
  const noise = `${Array.from({ length: 16_383 }, () => random.pick(['a', 'b', ' '])).join('')}@`;

  it('answers for the longest text, where V8 would hang', () => {
    const hostile: [string, boolean][] = [
      ['(a+)+$', false],
      ['(?:a.{0,250}b)c', false],
      ['(?:a|b){250}(?:a|b){250}c?$', false],
      ['\\b(?:.{0,120}\\b.{0,120})\\b@\\b', false],
      ['(a|aa|aaa)*z', false],
      ['(abcde|.?){256}!', false],
      ['[ab]{0,250}'.repeat(80), true],
      ['(?i)(ä|ö|ü|ß){0,256}x', false],
      ['(?:.?.?.?.?.?.?.?.?a){256}!', false],
    ];
    for (const [pattern, answer] of hostile) {
      const read = compileRegex(pattern);
      if (!read.ok) throw new Error(read.message);
      expect([pattern, testRegex(read.regex, noise)]).toEqual([pattern, answer]);
    }
  });

  it('tells nothing where a pattern that was made for it would take too long, and still answers shorter texts', () => {
    const letters = 'a'.repeat(16_384);
    for (const piece of ['(?:a|b|ab){256}', '(?:ab?){256}', '(?:(?:a|b){16}b?){16}']) {
      const read = compileRegex(`${piece.repeat(Math.floor(990 / piece.length))}!`);
      if (!read.ok) throw new Error(read.message);
      expect([piece, testRegex(read.regex, letters)]).toEqual([piece, null]);
      expect([piece, testRegex(read.regex, letters.slice(0, 200))]).toEqual([piece, false]);
    }
  });
});

const atoms = [
  ...['a', 'b', '.', '[ab]', '[^a]', '[]a]', '[[:alpha:]]', '\\d', '\\w', '\\pL', '\\p{L}', '\\n', '😀'],
  ...['\\b', '\\B', '^', '$', '(?m:^)', '(?m:$)', '\\z', '\\A', '(?i:k)', '(?s:.)', '(?i)', '(?:)'],
  ...[
    '\\x{61}',
    '\\x61',
    '\\141',
    '\\Qab\\E',
    '\\Q\\E',
    '\\{',
    '{',
    '{,2}',
    '{02}',
    '[{2}]',
    '[^\\x00-\\x{10FFFF}]',
  ],
];
const counts = [
  ...['', '', '', '', '', '*', '+', '?', '*?', '{2}', '{3}', '{0}', '{1}', '{0,2}', '{1,3}', '{2,}', '{0,}'],
  ...['{2,4}', '{2,3}?', '{3,}?', '{5}', '{0,40}', '{33}', '{20,40}', '{17,}'],
];
type Random = ReturnType<typeof randomFrom>;

function patternFrom(random: Random, depth: number): string {
  let pattern = '';
  for (let parts = 1 + random.below(3); parts > 0; parts--) {
    const kind = depth === 0 ? 9 : random.below(10);
    if (kind < 4)
      pattern += `${random.pick(['(', '(?:', '(?i:', `(?P<n${random.below(1e9)}>`])}${patternFrom(random, depth - 1)})`;
    else if (kind === 4) pattern += `${patternFrom(random, depth - 1)}|${patternFrom(random, depth - 1)}`;
    else pattern += random.pick(atoms);
    pattern += random.pick(counts);
  }
  return pattern;
}

function textFrom(random: Random): string {
  const letters =
    random.below(2) === 0
      ? ['a', 'b', ' ']
      : ['a', 'b', 'k', 'K', '\u212a', '1', '\n', '😀', ' ', 'é', '{', '2'];
  const text = Array.from({ length: random.below(8) }, () => random.pick(letters)).join('');
  return random.below(4) === 0 ? text.repeat(random.below(60)) : text;
}

it('says of any pattern and text what RE2 says, which writes every copy out', () => {
  const random = randomFrom(11);
  let accepted = 0;
  for (let i = 0; i < 3_000; i++) {
    const pattern = patternFrom(random, 3);
    if (nestedRepetition(pattern) > 1_000) continue;
    const theirs = compiled(pattern);
    if (theirs !== null && theirs.programSize() > 1_000) continue;
    const ours = compileRe2(pattern);
    expect([pattern, ours.ok]).toEqual([pattern, theirs !== null]);
    if (theirs === null || !ours.ok) continue;
    accepted += 1;
    for (let k = 0; k < 5; k++) {
      const text = textFrom(random);
      expect([pattern, text, ours.regex.test(text)]).toEqual([pattern, text, theirs.matcher(text).find()]);
    }
  }
  expect(accepted).toBeGreaterThan(1_000);
});

function compiled(pattern: string): RE2JS | null {
  try {
    return RE2JS.compile(pattern);
  } catch {
    return null;
  }
}
