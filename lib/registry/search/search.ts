/**
 * Pages of tools and servers in the order of a stored popularity. What many rows hold is found by going down that order
 * and stopping with the page; what few hold is fetched by the index of words and sorted. Never OFFSET, never a rank.
 */

import { pool } from '@/lib/db';
import { riskClasses } from '@/lib/policy';
import { serverItems, toolItems } from '../read/items';
import type { FacetCounts, Page, ServerItem, ServerQuery, ToolItem, ToolQuery } from '../shapes';
import { countsOf, countsOfWord, type Facets, type Group, keptCounts } from './counts';
import { type Place, readCursor, writeCursor } from './cursor';
import {
  fetchStatement,
  type Searched,
  sampled,
  sampleStatement,
  searchedServers,
  searchedTools,
  walkAtMost,
  walkStatement,
} from './statement';
import { type Term, termsOf, tsqueryOf } from './terms';

type Row = { id: number; popularity: number };
type Total = { count: number; isExact: boolean };
type Found = { rows: Row[]; total: Total; counts: FacetCounts };
type Asked = {
  searched: Searched;
  terms: Term[] | undefined;
  facets: Facets;
  place: Place;
  /** Rows wanted: one more than the page holds, to know whether there is another. */
  wanted: number;
};

const nothing: Found = { rows: [], total: { count: 0, isExact: true }, counts: {} };

export async function searchTools(query: ToolQuery): Promise<Page<ToolItem>> {
  const serverId = query.serverKey === undefined ? undefined : await serverIdOf(query.serverKey);
  if (serverId === null) return pageOf(nothing, 1, toolItems);
  const asked = await askedOf(searchedTools, query);
  const found = await (serverId === undefined ? find(asked) : fetchAll(asked, serverId));
  return pageOf(found, asked.wanted, toolItems);
}

export async function searchServers(query: ServerQuery): Promise<Page<ServerItem>> {
  const asked = await askedOf(searchedServers, query);
  return pageOf(await find(asked), asked.wanted, serverItems);
}

async function askedOf(searched: Searched, query: ToolQuery): Promise<Asked> {
  const { class: riskClass, category, signal, limit = 25 } = query;
  return {
    searched,
    terms: await termsOf(searched.kind, query),
    facets: { class: riskClass, category, signal: searched.kind === 'tool' ? signal : undefined },
    place: readCursor(query.after),
    wanted: Math.min(50, Math.max(1, Math.trunc(limit))) + 1,
  };
}

async function find(asked: Asked): Promise<Found> {
  const { terms, facets, searched } = asked;
  const kept = await keptCounts(searched.kind, facets);
  if (terms === undefined) {
    if (kept.total === 0) return { ...nothing, counts: kept.counts };
    const rows =
      kept.total * walkAtMost < kept.all * asked.wanted * 2
        ? undefined
        : await walk(asked, lexemesOf(facets));
    const total = { count: kept.total, isExact: true };
    return { rows: rows ?? (await fetchByAll(asked)).rows, total, counts: kept.counts };
  }
  const rarest = Math.min(...terms.map(({ count }) => count));
  if (rarest === 0) return nothing;
  if (rarest <= walkAtMost) return fetchAll(asked, undefined);
  const rows = await walk(asked, lexemesOf(facets));
  if (rows === undefined) return fetchByAll(asked);
  return { rows, ...(await estimated(asked, kept.all, rarest)) };
}

/** undefined where the way down was given up before the page was full. */
async function walk(
  { searched, terms, place, wanted }: Asked,
  lexemes: string[],
): Promise<Row[] | undefined> {
  const query = tsqueryOf(terms ?? [], lexemes);
  const values = [query, place.popularity, place.id, wanted];
  const { rows } = await pool().query<Row>(walkStatement(searched), values);
  return rows.length === wanted ? rows : undefined;
}

type Fetched = { groups: Group[] | null; total: number; page: Row[] | null };

/** By words alone, or of one server; facets are looked at afterwards, so that every facet can be counted. */
async function fetchAll(asked: Asked, serverId: number | undefined): Promise<Found> {
  const { searched, terms, facets, place, wanted } = asked;
  if (terms?.some(({ count }) => count === 0)) return nothing;
  const values = [
    tsqueryOf(terms ?? [], []),
    place.popularity,
    place.id,
    wanted,
    tsqueryOf([], lexemesOf(facets)),
  ];
  const ofServer = serverId !== undefined;
  const fetched = await fetchOne(searched, ofServer, ofServer ? [...values, serverId] : values);
  return {
    rows: fetched.page ?? [],
    total: { count: fetched.total, isExact: true },
    counts: countsOf(fetched.groups ?? [], facets, searched.kind),
  };
}

/** By words and facets together. Few rows hold all of them, though many may hold each. */
async function fetchByAll({ searched, terms, facets, place, wanted }: Asked): Promise<Found> {
  const query = tsqueryOf(terms ?? [], lexemesOf(facets));
  if (query === null) {
    const { rows } = await pool().query<Row>(walkStatement(searched), [
      null,
      place.popularity,
      place.id,
      wanted,
    ]);
    return { ...nothing, rows };
  }
  const fetched = await fetchOne(searched, false, [query, place.popularity, place.id, wanted, null]);
  return { rows: fetched.page ?? [], total: { count: fetched.total, isExact: true }, counts: {} };
}

async function fetchOne(searched: Searched, ofServer: boolean, values: unknown[]): Promise<Fetched> {
  const { rows } = await pool().query<Fetched>(fetchStatement(searched, ofServer), values);
  return rows[0] ?? { groups: null, total: 0, page: null };
}

/** How many there are where counting them all would take long: by the dictionary, else from the first of them. */
async function estimated(
  { searched, terms = [], facets, place }: Asked,
  all: number,
  rarest: number,
): Promise<{ total: Total; counts: FacetCounts }> {
  const [only] = terms;
  const byClass = terms.length === 1 && !facets.category && !facets.signal ? only?.byClass : undefined;
  if (byClass !== undefined && only !== undefined && searched.kind === 'tool') {
    const at = (riskClasses as readonly string[]).indexOf(facets.class ?? '');
    const count = facets.class === undefined ? only.count : (byClass[at] ?? 0);
    return { total: { count, isExact: true }, counts: countsOfWord(byClass) };
  }
  if (place.total !== undefined) return { total: place.total, counts: {} };
  const query = tsqueryOf(terms, lexemesOf(facets));
  const { rows } = await pool().query<{ n: number }>(sampleStatement(searched), [query]);
  const share = (rows[0]?.n ?? 0) / Math.min(sampled, Math.max(1, all));
  const count = Math.max(rows[0]?.n ?? 0, Math.min(rarest, roundedTo2(share * all)));
  return { total: { count, isExact: false }, counts: {} };
}

/** An estimate does not pretend to more than two digits. */
function roundedTo2(count: number): number {
  return Number(count.toPrecision(2));
}

function lexemesOf({ class: riskClass, category, signal }: Facets): string[] {
  return [
    ...(riskClass === undefined ? [] : [`c:${riskClass}`]),
    ...(category === undefined ? [] : [`k:${category}`]),
    ...(signal === undefined ? [] : [`s:${signal}`]),
  ];
}

async function serverIdOf(name: string): Promise<number | null> {
  const { rows } = await pool().query<{ id: number }>(
    `SELECT "id" FROM "IndexServer" WHERE "name" = $1 AND "status" <> 'deleted'`,
    [name],
  );
  return rows[0]?.id ?? null;
}

async function pageOf<T>(
  found: Found,
  wanted: number,
  itemsOf: (ids: number[]) => Promise<T[]>,
): Promise<Page<T>> {
  const rows = found.rows.slice(0, Math.max(1, wanted - 1));
  const last = found.rows.length === wanted ? rows.at(-1) : undefined;
  return {
    items: rows.length === 0 ? [] : await itemsOf(rows.map(({ id }) => id)),
    nextAfter: last === undefined ? null : writeCursor(last, found.total),
    total: found.total,
    counts: found.counts,
  };
}
