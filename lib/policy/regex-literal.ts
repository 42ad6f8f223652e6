/** Patterns that only spell a text, as most prefixes and suffixes do: the text is looked for, and nothing has to be walked. */

/** Characters that stand for themselves, and anchors at the very ends. */
const spelled = /^(\^?)([\w /:@,;=&%#'"!~<>-]+)(\$?)$/;

/** What tells whether a text holds a match; null for patterns that say more than a text. */
export function literalOf(pattern: string): ((text: string) => boolean) | null {
  const [, start, word = '', end] = spelled.exec(pattern) ?? [];
  if (word === '') return null;
  if (start === '') return end === '' ? (text) => text.includes(word) : (text) => text.endsWith(word);
  return end === '' ? (text) => text.startsWith(word) : (text) => text === word;
}
