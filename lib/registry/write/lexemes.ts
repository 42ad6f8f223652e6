/**
 * The text of a tsvector. Words of names have weight A, so that parts of names are found in names alone. Words hold letters and
 * digits, facets our own codes: nothing in them needs escaping.
 */
export function lexemes(names: readonly string[], others: readonly string[]): string {
  const named = new Set(names);
  const rest = new Set(others.filter((word) => !named.has(word)));
  return [...[...named].map((word) => `'${word}':1A`), ...[...rest].map((word) => `'${word}'`)].join(' ');
}
