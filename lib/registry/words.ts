/** Words that servers and tools are found by. The same reading makes the index and the question. */

const longest = 40;
const stop = new Set(
  (
    'a an and are as at be been but by can do does for from has have if in into is it its may more most no not of on ' +
    'only or our should so such than that the their them then there these they this those to up use used using via ' +
    'was we were what when where which while who will with would you your'
  ).split(' '),
);

/**
 * Words in the order they stand, small, without plurals, `camelCase` and `snake_case` taken apart; a word may occur
 * twice. Reads at most `most` UTF-16 units of the text.
 */
export function wordsOf(text: string, most = 600): string[] {
  const words: string[] = [];
  for (const piece of piecesOf(text.length > most ? text.slice(0, most) : text)) {
    const word = singular(piece.length > longest ? [...piece].slice(0, longest).join('') : piece);
    if (!stop.has(word)) words.push(word);
  }
  return words;
}

const camel = /[a-z\dA-Z][A-Z]/;

// Nearly all texts are ASCII, for which the plain expressions are several times as fast.
function piecesOf(text: string): Iterable<string> {
  if (isAscii.test(text)) {
    const apart = camel.test(text)
      ? text.replace(/([a-z\d])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$2 ')
      : text;
    return apart.toLowerCase().match(/[a-z\d]+/g) ?? [];
  }
  const apart = text.replace(/(\p{Ll}|\d)(?=\p{Lu})|(\p{Lu})(?=\p{Lu}\p{Ll})/gu, '$1$2 ');
  return (
    apart
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  );
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII.
const isAscii = /^[\x00-\x7f]*$/;

/** Words of a registry's name, without the labels that say nothing: `io.github.x/y` is found by x and y. */
export function wordsOfServerName(name: string): string[] {
  return wordsOf(name.replace(/^(io\.github|com|io|ai|org|dev|net|app|co)\.(?=[^/]*\/)/i, ''), 300);
}

function singular(word: string): string {
  if (word.length < 4 || word.charCodeAt(word.length - 1) !== 0x73) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|us|is|os|as)$/.test(word)) return word;
  if (/(?:ches|shes|xes|sses)$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}
