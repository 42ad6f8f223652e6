/**
 * Pages of tools and servers in the order of a stored popularity. What many rows hold is found by going down that order
 * and stopping with the page; what few hold is fetched by the index of words and sorted; what is between, by that index within
 * bands of popularity. Never OFFSET, never a rank that has to be computed for all.
 */

import { pool } from '@/lib/db';
import { bandOf, rangeOf } from '../bands';
import { serverItems, toolItems } from '../read/items';
import type { FacetCounts, Page, ServerItem, ServerQuery, ToolItem, ToolQuery } from '../shapes';
import {
  countsOf,
  countsOfWord,
  countWithin,
  type Facets,
  type Group,
  keptBands,
  keptCounts,
} from './counts';
import { type Place, readCursor, writeCursor } from './cursor';
import {
  bandStatement,
  fetchStatement,
  type Searched,
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

/** Nothing has it: there is none of any class, category or signal, and that is known. */
function nothing(kind: Searched['kind']): Found {
  const counts: FacetCounts = { class: {}, category: {}, ...(kind === 'tool' && { signal: {} }) };
  return { rows: [], total: { count: 0, isExact: true }, counts };
}

export async function searchTools(query: ToolQuery): Promise<Page<ToolItem>> {
  const serverId = query.serverKey === undefined ? undefined : await serverIdOf(query.serverKey);
  if (serverId === null) return pageOf(nothing('tool'), 1, toolItems);
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

/** What more rows hold than this is not fetched as a whole. */
const fetchAtMost = 600;

async function find(asked: Asked): Promise<Found> {
  const { terms, facets, searched } = asked;
  const kept = await keptCounts(searched.kind, facets);
  if (terms === undefined) {
    if (kept.total === 0) return { ...nothing(searched.kind), counts: kept.counts };
    const { rows } = await inOrder(asked, kept.all, kept.total);
    return { rows, total: { count: kept.total, isExact: true }, counts: kept.counts };
  }
  const rarest = Math.min(...terms.map(({ count }) => count));
  if (rarest === 0) return nothing(searched.kind);
  if (rarest <= fetchAtMost) return fetchAll(asked, undefined);
  if (kept.total <= fetchAtMost) return fetchByFacets(asked);
  const within = terms.map((term) => countWithin(term, facets));
  const least = Math.min(...within);
  if (least <= fetchAtMost) return fetchWithin(asked);
  const byChance = within.reduce((share, count) => share * Math.min(1, count / kept.total), kept.total);
  const ordered = await inOrder(asked, kept.all, Math.min(byChance, least));
  return { rows: ordered.rows, ...told(asked, ordered, kept.all, least) };
}

/** `share` is how many of the rows that were looked at hold what is asked for. */
type Ordered = { rows: Row[]; share: number };
/** What was found so far, and where to look on. */
type Way = { rows: Row[]; looked: number; held: number; place: Place };

/** Below this share of rows, going down finds too little. */
const walkAbove = 0.003;

/** A page's rows in the order of popularity, where about `expected` of `all` rows hold what is asked for. */
async function inOrder(asked: Asked, all: number, expected: number): Promise<Ordered> {
  const { wanted, searched } = asked;
  const query = tsqueryOf(asked.terms ?? [], lexemesOf(asked.facets));
  const way: Way = { rows: [], looked: 0, held: 0, place: asked.place };
  const isWalked = query === null || searched.kind === 'server' || expected > all * walkAbove;
  const hasEnded = isWalked && (await walk(asked, query, way));
  if (!hasEnded && way.rows.length < wanted && query !== null) {
    const share = way.held > 0 ? way.held / way.looked : Math.max(expected, 1) / all;
    await byBands(asked, query, way, Math.min(share, wanted / walkAtMost));
  }
  return { rows: way.rows, share: way.looked === 0 ? 0 : way.held / way.looked };
}

/** Says whether there is nothing more to look at. */
async function walk(asked: Asked, query: string | null, way: Way): Promise<boolean> {
  const { searched, wanted } = asked;
  const values = [query, way.place.popularity, way.place.id, wanted];
  const { rows } = await pool().query<Row & { seen: number; held: boolean }>(walkStatement(searched), values);
  const last = rows.at(-1);
  way.rows.push(...rows.filter(({ held }) => held));
  way.held += way.rows.length;
  way.looked += last?.seen ?? walkAtMost;
  if (last !== undefined) way.place = { popularity: last.popularity, id: last.id };
  return last?.seen !== walkAtMost && way.rows.length < wanted;
}

/** Band after band until the page is full. Servers are few enough to have none: what is left of them is one. */
async function byBands({ searched, wanted }: Asked, query: string, way: Way, share: number): Promise<void> {
  const bands = searched.kind === 'tool' ? await keptBands() : undefined;
  let start = bandOf(way.place.popularity);
  // After two ranges of what was expected, chance is no guide: the third is all that is left.
  for (const times of [2, 16, Number.POSITIVE_INFINITY]) {
    const range =
      bands === undefined
        ? { words: [], rows: 0, next: 0 }
        : rangeOf(bands, start, ((wanted - way.rows.length) * times) / share);
    if (range === undefined || way.rows.length === wanted) return;
    const hasBands = range.words.length > 0;
    const within = hasBands ? [range.words.map((word) => `'${word}'`).join('|')] : [];
    const values = [query, way.place.popularity, way.place.id, wanted - way.rows.length, ...within];
    const { rows } = await pool().query<Row & { held: number }>(bandStatement(searched, hasBands), values);
    way.rows.push(...rows);
    way.looked += range.rows;
    way.held += rows[0]?.held ?? 0;
    start = range.next;
    if (bands === undefined) return;
  }
}

type Fetched = { groups: Group[] | null; total: number; page: Row[] | null };

/** By words alone, or of one server; facets are looked at afterwards, so that every facet can be counted. */
async function fetchAll(asked: Asked, serverId: number | undefined): Promise<Found> {
  const { searched, terms, facets, place, wanted } = asked;
  if (terms?.some(({ count }) => count === 0)) return nothing(searched.kind);
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

/** Few rows hold a word within the facets: both are fetched by. */
async function fetchWithin(asked: Asked): Promise<Found> {
  const { searched, terms, facets, place, wanted } = asked;
  const query = tsqueryOf(terms ?? [], lexemesOf(facets));
  const fetched = await fetchOne(searched, false, [query, place.popularity, place.id, wanted, null]);
  const total = { count: fetched.total, isExact: true };
  return { rows: fetched.page ?? [], total, counts: countsOfTerms(asked) };
}

/** Few rows have these facets, whatever their words: they are fetched, and their words looked at afterwards. */
async function fetchByFacets({ searched, terms, facets, place, wanted }: Asked): Promise<Found> {
  const values = [
    tsqueryOf([], lexemesOf(facets)),
    place.popularity,
    place.id,
    wanted,
    tsqueryOf(terms ?? [], []),
  ];
  const fetched = await fetchOne(searched, false, values);
  return { rows: fetched.page ?? [], total: { count: fetched.total, isExact: true }, counts: {} };
}

async function fetchOne(searched: Searched, ofServer: boolean, values: unknown[]): Promise<Fetched> {
  const { rows } = await pool().query<Fetched>(fetchStatement(searched, ofServer), values);
  return rows[0] ?? { groups: null, total: 0, page: null };
}

/** How many there are where counting them all would take long: by the dictionary, else by the share of those looked at. */
function told(
  asked: Asked,
  ordered: Ordered,
  all: number,
  most: number,
): { total: Total; counts: FacetCounts } {
  const { terms = [], facets, place, searched } = asked;
  const counts = countsOfTerms(asked);
  // Of servers, words are counted without facets alone.
  const known = searched.kind === 'tool' ? 1 : 0;
  const isKnown = Object.values(facets).filter((value) => value !== undefined).length <= known;
  if (isKnown && isOneWord(terms)) return { total: { count: most, isExact: true }, counts };
  if (place.total !== undefined) return { total: place.total, counts };
  const count = Math.max(ordered.rows.length, Math.min(most, roundedTo2(ordered.share * all)));
  return { total: { count, isExact: false }, counts };
}

function countsOfTerms({ searched, terms = [], facets }: Asked): FacetCounts {
  const [only] = terms;
  return searched.kind === 'tool' && only !== undefined && isOneWord(terms)
    ? countsOfWord(only.by, facets)
    : {};
}

function isOneWord([first, ...others]: readonly Term[]): boolean {
  return first?.words.length === 1 && others.length === 0 && !first.inName;
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
