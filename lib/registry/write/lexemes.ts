/**
 * The text of a tsvector. Words of names have weight A, so that parts of names are found in names alone. Words hold letters and
 * digits, facets our own codes: nothing in them needs escaping.
 */
export function lexemes(names: readonly string[], others: readonly string[]): string {
  const named = new Set(names);
  // In their order the database reads them in half the time: it sorts them, and looks first whether they are.
  const words = [...new Set([...names, ...others])].sort();
  return words.map((word) => (named.has(word) ? `'${word}':1A` : `'${word}'`)).join(' ');
}
