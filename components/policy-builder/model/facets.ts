/** How many tools each filter would leave, beside what is filtered already. */

import { matches, type Query, type QueryKey } from './query';
import type { Row } from './rows';

export type Counts = ReadonlyMap<string, number>;

/**
 * Of `risk`, `action`, `noun` and `used`, whose values are alternatives: counted as if that key were not asked for. Of `is` and
 * `has`, whose values add up: counted among what is shown. `shown` are those of `rows` that match: where the key is not asked for,
 * they are all that count, and nothing is searched again.
 */
export function countBy(
  { rows, shown }: { rows: readonly Row[]; shown: readonly Row[] },
  query: Query,
  key: 'risk' | 'action' | 'noun' | 'used',
): Counts {
  const others = query.filter((term) => term.key !== key || term.negated);
  const counts = new Map<string, number>();
  for (const row of others.length === query.length ? shown : filterRows(rows, others)) {
    const value = row.search[key];
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

export function countStates(shown: readonly Row[]): Counts {
  const counts = new Map<string, number>();
  for (const { search } of shown) {
    for (const value of search.is) counts.set(`is:${value}`, (counts.get(`is:${value}`) ?? 0) + 1);
    for (const value of search.has) counts.set(`has:${value}`, (counts.get(`has:${value}`) ?? 0) + 1);
  }
  return counts;
}

export function filterRows(rows: readonly Row[], query: Query): readonly Row[] {
  return query.length === 0 ? rows : rows.filter((row) => matches(query, row.search));
}

/** How many of a class's tools the policy speaks about by more than its default. */
export function coverage(rows: readonly Row[], risk: string): { decided: number; all: number } {
  const of = rows.filter((row) => row.search.risk === risk);
  return { decided: of.filter((row) => row.placement.by !== 'default').length, all: of.length };
}

export type Facet = { key: QueryKey; value: string; word: string };

export const stateFacets: Facet[] = [
  { key: 'has', value: 'findings', word: 'Has findings' },
  { key: 'is', value: 'new', word: 'New since last review' },
  { key: 'is', value: 'changed', word: 'Definition changed' },
  { key: 'is', value: 'unreviewed', word: 'Not reviewed' },
  { key: 'is', value: 'undecided', word: 'Not decided on purpose' },
  { key: 'is', value: 'malformed', word: 'Malformed' },
];
