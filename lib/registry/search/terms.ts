/** What somebody asks for, looked up in the dictionary of words: which words count, and how many rows hold each. */

import { pool } from '@/lib/db';
import { wordsOf } from '../words';

/** Any of the words has to occur. `count` is at most how many rows hold one. */
export type Term = { words: string[]; count: number; byClass?: number[]; inName?: boolean };

const mostWords = 8;
/** Of the words that begin with, or hold, what was typed: the most used. */
const mostVariants = 12;
const shortestPart = 2;
const longestQuestion = 400;

type WordRow = { word: string; count: number; byClass: number[] | null };
type PartRow = { word: string; count: number };

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
  const byWord = new Map((found as WordRow[]).map((row) => [row.word, row]));
  const more = variants as PartRow[][];
  const ofLast = beginning.length > 0 ? (more.shift() ?? []) : [];
  const terms = words.map((word) => {
    const row = byWord.get(word);
    const others = word === last ? ofLast.filter((variant) => variant.word !== word) : [];
    const term: Term = {
      words: [word, ...others.map((variant) => variant.word)],
      count: others.reduce((sum, variant) => sum + variant.count, row?.count ?? 0),
    };
    if (others.length === 0 && row?.byClass) term.byClass = row.byClass;
    return term;
  });
  return [
    ...terms,
    ...more.map((rows) => ({
      inName: true,
      words: rows.map((row) => row.word),
      count: rows.reduce((sum, row) => sum + row.count, 0),
    })),
  ];
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
    'SELECT "word", "count", "byClass" FROM "IndexWord" WHERE "kind" = $1 AND "word" = ANY($2::text[])',
    [kind, words],
  );
  return rows;
}

async function beginningWith(kind: string, word: string): Promise<PartRow[]> {
  return variantsOf('AND "part" = "word"', kind, word);
}

async function holding(kind: string, part: string): Promise<PartRow[]> {
  return variantsOf('', kind, part);
}

async function variantsOf(condition: string, kind: string, beginning: string): Promise<PartRow[]> {
  const { rows } = await pool().query<PartRow>(
    `SELECT "word", max("count")::int AS "count" FROM "IndexWordPart"
WHERE "kind" = $1 AND "part" LIKE $2 ${condition} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${mostVariants}`,
    // Letters and digits alone: nothing in it is special to LIKE.
    [kind, `${beginning}%`],
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
