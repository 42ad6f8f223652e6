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
  let byName: { rows: readonly Row[]; map: Map<string, Row> } | null = null;
  const policy = () => state().document.valid?.policy ?? fallback;
  const rows = () => rowsOf(policy(), state().found);
  const query = () => {
    const { q } = state();
    if (queryFor?.q !== q) queryFor = { q, query: parseQuery(q) };
    return queryFor.query;
  };
  const view = () => {
    const all = rows();
    const { q } = state();
    if (shownFor?.rows !== all || shownFor.q !== q)
      shownFor = { rows: all, q, shown: filterRows(all, query()) };
    return shownFor;
  };
  return {
    policy,
    rows,
    query,
    view,
    shown: () => view().shown,
    row(name) {
      const all = rows();
      if (byName?.rows !== all) byName = { rows: all, map: new Map(all.map((row) => [row.tool.name, row])) };
      return byName.map.get(name);
    },
  };
}
