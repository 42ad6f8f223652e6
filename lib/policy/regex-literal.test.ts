import { RE2JS } from 're2js';
import { expect, test } from 'vitest';
import { literalOf } from './regex-literal';

test('a pattern that only spells a text matches what RE2 lets it match', () => {
  const words = ['eu-', 'a', 'a b', "it's/x:y@z", '<x>', '#1', 'a,b;c=d&e%f!g~h'];
  const around = ['', 'x', ' ', '\n', 'a', 'é', '🙂', 'eu'];
  for (const word of words)
    for (const pattern of [word, `^${word}`, `${word}$`, `^${word}$`]) {
      const literal = literalOf(pattern);
      const re2 = RE2JS.compile(pattern);
      for (const before of around)
        for (const after of around)
          for (const text of [`${before}${word}${after}`, `${before}${word.slice(1)}${after}`])
            expect([pattern, text, literal?.(text)]).toEqual([pattern, text, re2.matcher(text).find()]);
    }
});

test('whatever could mean more than it spells is left to the walk', () => {
  const said = [
    '',
    '^',
    '$',
    '^$',
    'a.b',
    'a|b',
    '(a)',
    'a*',
    'a+',
    'a?',
    '[a]',
    'a{2}',
    '\\d',
    '(?i)a',
    'a^b',
    'a$b',
  ];
  for (const pattern of [...said, '^^a', 'a$$', 'é', '🙂', 'a\nb', '\\Qa\\E'])
    expect(literalOf(pattern)).toBeNull();
});
