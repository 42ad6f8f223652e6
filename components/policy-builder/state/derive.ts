import { denyAll, type Policy } from '@/lib/policy';
import { filterRows } from '../model/facets';
import { parseQuery, type Query } from '../model/query';
import { createRows, type Row } from '../model/rows';
import type { BuilderState, Derived, Given } from './state';

/** What is computed from the state, remembered by identity: the same state gives the same objects. */
export function derive(given: Given, state: () => BuilderState): Derived {
  const rowsOf = createRows(given.tools);
  const fallback: Policy = denyAll();
  let shownFor: { rows: readonly Row[]; q: string; shown: readonly Row[] } | null = null;
  let queryFor: { q: string; query: Query } | null = null;
  // One row a tool, in the order of the tools.
  const places = new Map(given.tools.map((tool, i) => [tool.name, i]));
  const policy = () => state().document.valid?.policy ?? fallback;
  const rows = () => rowsOf(policy(), state().found, state().usage);
  const queryOf = (q: string) => {
    if (queryFor?.q !== q) queryFor = { q, query: parseQuery(q) };
    return queryFor.query;
  };
  const view = (all: readonly Row[], q: string) => {
    if (shownFor?.rows !== all || shownFor.q !== q)
      shownFor = { rows: all, q, shown: filterRows(all, queryOf(q)) };
    return shownFor;
  };
  return {
    policy,
    rows,
    query: () => queryOf(state().q),
    view,
    shown: () => view(rows(), state().q).shown,
    row(name) {
      const at = places.get(name);
      return at === undefined ? undefined : rows()[at];
    },
  };
}
