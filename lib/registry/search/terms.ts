/** What somebody asks for, looked up in the dictionary of words: which words count, and how many rows hold each. */

import { pool } from '@/lib/db';
import { wordsOf } from '../words';

/** Any of the words has to occur. `count` is at most how many rows hold one. */
export type Term = {
  words: string[];
  count: number;
  /** By class, category and signal, in their orders. Of tools; at most so many where there are several words. */
  by: Tally;
  inName?: boolean;
};
export type Tally = { byClass: number[]; byCategory: number[]; bySignal: number[] };

const mostWords = 8;
/** Of the words that begin with, or hold, what was typed: the most used. */
const mostVariants = 12;
const shortestPart = 2;
const longestQuestion = 400;

type WordRow = Tally & { word: string; count: number };

/** undefined where nothing is asked for; a term with a count of 0 is held by nothing. */
export async function termsOf(
  kind: 'tool' | 'server',
  query: { words?: string; part?: string },
): Promise<Term[] | undefined> {
  const asked = bounded(query.words ?? '');
  const words = [...new Set(wordsOf(asked))].slice(0, mostWords);
  const last = /[\p{L}\p{N}]$/u.test(asked) ? words.at(-1) : undefined;
  const parts = [...new Set(partsOf(query.part ?? ''))].slice(0, mostWords);
  if (words.length + parts.length === 0) return undefined;
  const beginning = last !== undefined && [...last].length >= shortestPart ? [last] : [];
  const [found, ...variants] = await Promise.all([
    words.length === 0 ? [] : known(kind, words),
    ...beginning.map((word) => beginningWith(kind, word)),
    ...parts.map((part) => holding(kind, part)),
  ]);
  const byWord = new Map(found.map((row) => [row.word, row]));
  const ofLast = beginning.length > 0 ? (variants.shift() ?? []) : [];
  const terms = words.map((word): Term => {
    const row = byWord.get(word);
    const others = word === last ? ofLast.filter((variant) => variant.word !== word) : [];
    return {
      ...termOf(row === undefined ? others : [row, ...others]),
      words: [word, ...others.map((one) => one.word)],
    };
  });
  return [...terms, ...variants.map((rows) => ({ ...termOf(rows), inName: true }))];
}

function termOf(rows: readonly WordRow[]): Term {
  const sums = (of: keyof Tally) => {
    const arrays = rows.map((row) => row[of]);
    return (arrays[0] ?? []).map((_, at) => arrays.reduce((sum, counts) => sum + (counts[at] ?? 0), 0));
  };
  return {
    words: rows.map(({ word }) => word),
    count: rows.reduce((sum, { count }) => sum + count, 0),
    by: { byClass: sums('byClass'), byCategory: sums('byCategory'), bySignal: sums('bySignal') },
  };
}

/** A tsquery. Words hold letters and digits alone; the facets are our own. */
export function tsqueryOf(terms: readonly Term[], facets: readonly string[]): string | null {
  const parts = [
    ...terms.map(({ words, inName }) => {
      const weight = inName ? ':A' : '';
      return `(${words.map((word) => `${quoted(word)}${weight}`).join('|')})`;
    }),
    ...facets.map(quoted),
  ];
  return parts.length === 0 ? null : parts.join('&');
}

/** Words of names that hold `part`, the most used first. */
export async function suggestWords(part: string, most = 8): Promise<string[]> {
  const first = partsOf(part)[0];
  if (first === undefined) return [];
  return (await holding('tool', first)).slice(0, most).map(({ word }) => word);
}

async function known(kind: string, words: string[]): Promise<WordRow[]> {
  const { rows } = await pool().query<WordRow>(
    `SELECT "word", "count", "byClass", "byCategory", "bySignal" FROM "IndexWord"
WHERE "kind" = $1 AND "word" = ANY($2::text[])`,
    [kind, words],
  );
  return rows;
}

async function beginningWith(kind: string, word: string): Promise<WordRow[]> {
  return variantsOf(`AND "part" = convert_to("word", 'UTF8')`, kind, word);
}

async function holding(kind: string, part: string): Promise<WordRow[]> {
  return variantsOf('', kind, part);
}

async function variantsOf(condition: string, kind: string, beginning: string): Promise<WordRow[]> {
  const { rows } = await pool().query<WordRow>(
    `SELECT w."word", w."count", w."byClass", w."byCategory", w."bySignal" FROM (
  SELECT "word", max("count") AS "named" FROM "IndexWordPart"
  WHERE "kind" = $1 AND "part" >= $2::bytea AND "part" < $2::bytea || '\\xff'::bytea ${condition} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${mostVariants}
) p JOIN "IndexWord" w ON w."kind" = $1 AND w."word" = p."word" ORDER BY p."named" DESC, 1`,
    // In UTF-8 no byte is 255: what begins with these bytes ends before that.
    [kind, Buffer.from(beginning)],
  );
  return rows;
}

/** A word that is cut off would be another word. */
function bounded(text: string): string {
  return text.length <= longestQuestion ? text : text.slice(0, longestQuestion).replace(/\S*$/, '');
}

function partsOf(text: string): string[] {
  const pieces =
    text
      .slice(0, 200)
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return pieces
    .filter((piece) => [...piece].length >= shortestPart)
    .map((piece) => [...piece].slice(0, 40).join(''));
}

function quoted(lexeme: string): string {
  return `'${lexeme.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`;
}
