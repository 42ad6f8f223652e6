/** Counts by facet: kept in a small cube where no words are asked for, else taken from what was fetched. */

import { pool } from '@/lib/db';
import { riskClasses } from '@/lib/policy';
import { signalCodes } from '@/lib/risk';
import type { Band } from '../bands';
import { categories } from '../category';
import type { FacetCounts } from '../shapes';
import type { Tally, Term } from './terms';

export type Facets = { class?: string; category?: string; signal?: string };
/** How many rows have these facets together. */
export type Group = { category: string; classes: string[]; signals: string[]; n: number };

type Row = { facet: 'all' | 'total' | 'class' | 'category' | 'signal'; value: string; count: number };

// Of servers a cell without a class counts each server once, those with one count it once a class that it offers. Of tools
// every cell has a class. So $2, the class to count each row once by, is null where all of them do.
const keptStatement = `WITH cells AS (SELECT "class", "category", "signal", "count" FROM "IndexCount" WHERE "kind" = $1)
SELECT 'all' AS "facet", '' AS "value", coalesce(sum("count"), 0)::int AS "count" FROM cells
  WHERE "signal" = '' AND ($2 OR "class" = '')
UNION ALL SELECT 'total', '', coalesce(sum("count"), 0)::int FROM cells
  WHERE ("class" = $3 OR ($3 = '' AND $2)) AND ($4 = '' OR "category" = $4) AND "signal" = $5
UNION ALL SELECT 'class', "class", sum("count")::int FROM cells
  WHERE "class" <> '' AND ($4 = '' OR "category" = $4) AND "signal" = $5 GROUP BY 2
UNION ALL SELECT 'category', "category", sum("count")::int FROM cells
  WHERE ("class" = $3 OR ($3 = '' AND $2)) AND "signal" = $5 GROUP BY 2
UNION ALL SELECT 'signal', "signal", sum("count")::int FROM cells
  WHERE "signal" <> '' AND ("class" = $3 OR ($3 = '' AND $2)) AND ($4 = '' OR "category" = $4) GROUP BY 2`;

/** Counts without words: each facet with the other two as they are set, how many there are with all of them, and at all. */
export async function keptCounts(
  kind: 'tool' | 'server',
  facets: Facets,
): Promise<{ all: number; total: number; counts: FacetCounts }> {
  const given = [facets.class ?? '', facets.category ?? '', facets.signal ?? ''];
  const { rows } = await pool().query<Row>(keptStatement, [kind, kind === 'tool', ...given]);
  const of = (facet: Row['facet']) =>
    Object.fromEntries(rows.filter((row) => row.facet === facet).map(({ value, count }) => [value, count]));
  const counts: FacetCounts = { class: of('class'), category: of('category') };
  if (kind === 'tool') counts.signal = of('signal');
  return { all: of('all')[''] ?? 0, total: of('total')[''] ?? 0, counts };
}

/** The same from rows that were fetched, which no facet had limited yet. */
export function countsOf(groups: readonly Group[], facets: Facets, kind: 'tool' | 'server'): FacetCounts {
  const is = {
    class: (group: Group) => facets.class === undefined || group.classes.includes(facets.class),
    category: (group: Group) => facets.category === undefined || group.category === facets.category,
    signal: (group: Group) => facets.signal === undefined || group.signals.includes(facets.signal),
  };
  const byClass = new Map<string, number>();
  const byCategory = new Map<string, number>();
  const bySignal = new Map<string, number>();
  const add = (to: Map<string, number>, key: string, n: number) => to.set(key, (to.get(key) ?? 0) + n);
  for (const group of groups) {
    if (is.category(group) && is.signal(group)) {
      for (const name of group.classes) add(byClass, name, group.n);
    }
    if (is.class(group) && is.signal(group)) add(byCategory, group.category, group.n);
    if (is.class(group) && is.category(group)) {
      for (const code of group.signals) add(bySignal, code, group.n);
    }
  }
  const counts: FacetCounts = {
    class: Object.fromEntries(byClass),
    category: Object.fromEntries(byCategory),
  };
  if (kind === 'tool') counts.signal = Object.fromEntries(bySignal);
  return counts;
}

/** Of one word, as the dictionary holds it: a facet is known where no other is set. */
export function countsOfWord({ byClass, byCategory, bySignal }: Tally, facets: Facets): FacetCounts {
  const named = (names: readonly string[], counts: readonly number[]) =>
    Object.fromEntries(names.map((name, at) => [name, counts[at] ?? 0]));
  const counts: FacetCounts = {};
  if (!facets.category && !facets.signal) counts.class = named(riskClasses, byClass);
  if (!facets.class && !facets.signal) counts.category = named(categories, byCategory);
  if (!facets.class && !facets.category) counts.signal = named(signalCodes, bySignal);
  return counts;
}

/** At most how many rows hold a word and have these facets: exact for one word and one facet. */
export function countWithin({ count, by }: Pick<Term, 'count' | 'by'>, facets: Facets): number {
  const within = (names: readonly string[], counts: readonly number[], name: string | undefined) =>
    name === undefined || counts.length === 0 ? count : (counts[names.indexOf(name)] ?? 0);
  return Math.min(
    within(riskClasses, by.byClass, facets.class),
    within(categories, by.byCategory, facets.category),
    within(signalCodes, by.bySignal, facets.signal),
  );
}

/** How many tools stand in each band of popularity, the most popular first. */
export async function keptBands(): Promise<Band[]> {
  const { rows } = await pool().query<Band>(
    `SELECT "category"::int AS "band", "count" FROM "IndexCount" WHERE "kind" = 'band' ORDER BY 1 DESC`,
  );
  return rows;
}
