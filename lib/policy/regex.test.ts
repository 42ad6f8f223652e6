import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { compileRegex, testRegex } from './regex';
import { matcherOf, type Program } from './regex-match';
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
      '[ab]{0,250}'.repeat(20),
    ])
      expect([pattern, compileRegex(pattern).ok]).toEqual([pattern, false]);
    for (const pattern of ['a{256}', '(a{16}){16}', 'a'.repeat(1000), '(?:a|b){256}', '^.{0,256}$'])
      expect([pattern, compileRegex(pattern).ok]).toEqual([pattern, true]);
  });

  it('is not asked about more than 16,384 code points', () => {
    const read = compileRegex('x$');
    if (!read.ok) throw new Error(read.message);
    expect(testRegex(read.regex, `${'😀'.repeat(16_383)}x`)).toBe(true);
    expect(testRegex(read.regex, `${'😀'.repeat(16_384)}x`)).toBe(null);
    expect(testRegex(read.regex, '\ud800x')).toBe(null);
  });

  it('takes time in proportion to the text, whatever the pattern', () => {
    const random = randomFrom(7);
    const noise = Array.from({ length: 16_383 }, () => random.pick(['a', 'b', ' '])).join('');
    const hostile = [
      '(a+)+$',
      '(?:a.{0,250}b)c',
      '(?:a|b){250}(?:a|b){250}c?$',
      '\\b(?:.{0,120}\\b.{0,120})\\b@\\b',
      '(a|aa|aaa)*z',
    ];
    for (const pattern of hostile) {
      const read = compileRegex(pattern);
      if (!read.ok) throw new Error(read.message);
      let fastest = Number.POSITIVE_INFINITY;
      for (let i = 0; i < 3; i++) {
        const started = process.cpuUsage();
        testRegex(read.regex, `${noise}@`);
        fastest = Math.min(fastest, process.cpuUsage(started).user / 1_000);
      }
      expect([pattern, fastest < 1_000]).toEqual([pattern, true]);
    }
  });
});

describe('the matcher for long texts', () => {
  it('says what RE2 says', () => {
    const random = randomFrom(11);
    const parts = [
      'a',
      'b',
      '.',
      '[ab]',
      '[^a]',
      '\\b',
      '\\B',
      '^',
      '$',
      '(?m:^)',
      '(?m:$)',
      '\\d',
      '\\w+',
      'a*',
      '(?:ab|a)?',
      '(?i:k)',
      '(?s:.)',
      '\\n',
      '(?:a{2,3}b){2}',
      '😀',
      '|',
      '\\z',
      '\\A',
    ];
    const letters = ['a', 'b', 'k', 'K', '\u212a', '1', '\n', '😀', ' ', 'é'];
    for (let i = 0; i < 3_000; i++) {
      const pattern = Array.from({ length: 1 + random.below(5) }, () => random.pick(parts)).join('');
      const compiled = RE2JS.compile(pattern);
      const matches = matcherOf(compiled.re2().prog as Program);
      for (let k = 0; k < 5; k++) {
        const text = Array.from({ length: random.below(8) }, () => random.pick(letters)).join('');
        expect([pattern, text, matches(text)]).toEqual([pattern, text, compiled.matcher(text).find()]);
      }
    }
  });
});
