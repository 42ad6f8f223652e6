import { expect, test } from 'vitest';
import { compileRegex } from './regex';

const whole = [
  ...[
    '^$',
    '^a$',
    '^(?:a|b)$',
    '^a$|^b$',
    '(?:^a|^b)$',
    '^(a|b$)$',
    '\\Aa\\z',
    '(?i)^a$',
    '^(?i:a)$',
    '(^a$)',
  ],
  ...[
    '^a{3}$',
    '^(?:ab){2,5}$',
    '^(?:a|b){0,16}$',
    '^.*$',
    '\\b^a\\b$',
    '^\\Qa|b\\E$',
    '^[|]$',
    '^\\|$',
    '(?m)\\Aa\\z',
  ],
];
const open = [
  ...[
    '',
    'a',
    '^a',
    'a$',
    '^',
    '$',
    '^a|b$',
    '^a$|b',
    '^(?:a|b$)',
    '(?:^a|b)$',
    '(?m)^a$',
    '^a\\$',
    '\\^a$',
    '^a[$]',
  ],
  ...[
    '(?:^a$)?',
    '(?:^a){0,2}$',
    '^(?:a$){0,2}',
    '^a\\b',
    '^\\Qa$\\E',
    '(?:^a$){0,3}',
    'a^b$',
    '^a{3}',
    'a{3}$',
  ],
];

test.each(whole)('a match of %s is always the whole text', (pattern) => {
  expect(isBound(pattern)).toBe(true);
});

test.each(open)('a match of %s may be a part of the text', (pattern) => {
  expect(isBound(pattern)).toBe(false);
});

function isBound(pattern: string) {
  const read = compileRegex(pattern);
  return read.ok ? read.regex.isBound() : read.message;
}
