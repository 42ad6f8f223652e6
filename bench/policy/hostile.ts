/** Patterns and texts that were made to hang a regex engine, or to cost this one as much as its bounds allow. */

/** As many of the pieces as a pattern has room for. */
function blocks(
  piece: (index: number, letter: string) => string,
  around: (all: string) => string,
  sep = '|',
  most = 1_000,
) {
  let all = piece(0, 'a');
  for (let index = 1; ; index += 1) {
    const more = `${all}${sep}${piece(index, String.fromCharCode(97 + (index % 26)))}`;
    if ([...around(more)].length > most) return around(all);
    all = more;
  }
}

/** What keeps most copies waiting at once where as many as fit stand behind each other. */
const stacked = [
  ...['a[ab]{256}', 'b?[ab]{256}', '(?:a|b){256}', '(?:ab?){256}', '(?:a|b|ab){256}', '(?:a[ab]?[ab]?){256}'],
  ...['(?:a[ab]){128}', '(?:(?:a|b){16}b?){16}'],
];

export const hostilePatterns = [
  ...[
    '(a+)+$',
    '(a|a)*b',
    '(x+x+)+y',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
    '(.*a){12}',
    '(.*a){256}',
    '(a|b){200}c',
  ],
  ...[
    '([a-z]{1,16}){1,16}!',
    '(a?){200}a{50}',
    '(a|b)*a(a|b){100}',
    'a(a|b){120}a(a|b){2}[^ab]',
    '(.{1,128}){2}z',
  ],
  ...[
    '((a|b|ab){8}){8}c',
    '\\b(\\w+\\s?){16}$',
    '(?i)(ä|ö|ü|ß){0,256}x',
    '[\\s\\S]{256}$',
    '(?:.?.?a){256}!',
  ],
  ...[
    '(^|\\s)(\\S+\\s+){0,40}end$',
    '(abcde){256}',
    '(?:.?.?.?.?.?.?.?.?a){256}!',
    '(?:\\b|a){256}!',
    '😀{256}!',
  ],
  ...[
    '(a?b?c?d?\\b){256}!',
    '((a?b?){16}\\b){16}!',
    '((((((((a?b|a){2}){2}){2}){2}){2}){2}){2}){2}!',
    '(?:.*){256}!',
  ],
  ...[
    '(([ab]{1,16}c?){16}|b)*!',
    '(((a{0,4}b{0,4}){0,4}.?){0,4}c?){0,4}!',
    '(?:[ab]*a[ab]*){256}!',
    '(?:a.{0,15}){16}!',
  ],
  ...[
    'a.{255}b.{255}a.{255}b.{255}!',
    '(?:(?:aa?|b.?.?){128}[ab]){2}!',
    '(\\pL|\\pN|\\p{Greek}|\\p{Han}){256}!',
  ],
  ...[
    '(?:[😀😁]|..){128}!',
    '(?:a(?:.|..|...)b?|.){256}!',
    '[ab]*a[ab]{255}[ab]*b[ab]{255}!',
    '(?i)(k|ſ|ı)+\\PL{200}$',
  ],
  ...stacked.map((piece) =>
    blocks(
      () => piece,
      (all) => `${all}!`,
      '',
    ),
  ),
  ...['(?:ab?){16}', '(?:a|ab){16}', '(?:ab?){4}', '.?'].map((piece) =>
    blocks(
      () => piece.repeat(4),
      (all) => `(?:${all}){16}!`,
      '',
      504,
    ),
  ),
  blocks(
    () => '.?',
    (all) => `${all}z$`,
    '',
  ),
  blocks(
    () => '[ab]{0,250}',
    (all) => `${all}z$`,
    '',
  ),
  blocks(
    (_, letter) => `[^${letter}]*${letter}`,
    (all) => `(?:${all})!`,
  ),
  blocks(
    (_, letter) => `(?:.*${letter})`,
    (all) => `${all}!`,
    '',
  ),
  blocks(
    (index, letter) => `${letter}${index}(?:x|y)+z`,
    (all) => `^(?:${all})*$`,
  ),
  blocks(
    (_, letter) => `(?i:${letter}ä)`,
    (all) => `(?:${all})*!`,
  ),
];

const length = 16_384;

export function hostileTexts(): string[] {
  let state = 3;
  const below = (bound: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
  const noise = (letters: string) => {
    const all = [...letters];
    return Array.from({ length }, () => all[below(all.length)]).join('');
  };
  const repeated = [
    'a',
    'ab',
    'aab',
    'x',
    'a ',
    'word ',
    'ä',
    'aaaaaaaaaaaaaaaaaaaaaaaab',
    'abcde',
    '😀',
    'ſk',
  ];
  return [
    ...repeated.map((part) => [...part.repeat(length)].slice(0, length).join('')),
    ...['ab', 'ab ', 'aaaaaaaaaaaaaaab', 'abcdefghijklmnopqrstuvwxyz', '😀😁'].map(noise),
    Array.from({ length }, (_, index) => String.fromCodePoint(0x4e00 + index)).join(''),
  ];
}
