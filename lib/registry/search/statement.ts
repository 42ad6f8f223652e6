/** SQL of the three ways to search, over tools or servers. */

/** One of the two tables that are searched, what is shown of it, and the facets that its rows have. */
export type Searched = {
  kind: 'tool' | 'server';
  table: '"IndexTool"' | '"IndexServer"';
  filter: string;
  facets: string;
};

export const searchedTools: Searched = {
  kind: 'tool',
  table: '"IndexTool"',
  filter: 'TRUE',
  facets: '"category", ARRAY["class"] AS "classes", "signals"',
};
/** A server that was deleted from the registry is found by nobody. */
export const searchedServers: Searched = {
  kind: 'server',
  table: '"IndexServer"',
  filter: `"status" <> 'deleted'`,
  facets: `"category", array_remove(ARRAY[
    CASE WHEN "readCount" > 0 THEN 'Read' END, CASE WHEN "writeCount" > 0 THEN 'Write' END,
    CASE WHEN "executeCount" > 0 THEN 'Execute' END, CASE WHEN "destructiveCount" > 0 THEN 'Destructive' END,
    CASE WHEN "financialCount" > 0 THEN 'Financial' END], NULL) AS "classes", ARRAY[]::text[] AS "signals"`,
};

/** How many rows are looked at in the order of popularity before another way is taken. */
export const walkAtMost = 2_000;

/**
 * Goes down the order of popularity and stops with the page: for what many rows hold. $1 tsquery or null, $2 and $3 the
 * place of the page before, $4 rows wanted. The inner limit also keeps the planner from another idea. `seen` is how many
 * rows were looked at until then; the last that may be looked at is told even where it is not `held`.
 */
export function walkStatement({ table, filter }: Searched): string {
  return `SELECT "id", "popularity", "seen"::int, "held" FROM (
  SELECT "id", "popularity", $1::text IS NULL OR "words" @@ $1::tsquery AS "held", row_number() OVER () AS "seen" FROM (
    SELECT "id", "popularity", "words" FROM ${table}
    WHERE ("popularity", "id") < ($2::float8, $3::int) AND ${filter}
    ORDER BY "popularity" DESC, "id" DESC LIMIT ${walkAtMost}
  ) AS ordered
) AS looked WHERE "held" OR "seen" = ${walkAtMost} LIMIT $4::int`;
}

/**
 * Fetches all that hold rare words (or all of one server), counts them by their facets, and sorts: for what few rows
 * hold. $1 tsquery of what is fetched, or null with a server; $2 and $3 the place of the page before, $4 rows wanted,
 * $5 tsquery of the facets that the page is limited to, or null; $6 the server.
 *
 * The sub-select hides $1 from the planner, which then always takes the index of words: it guesses wrongly where words
 * occur together more or less often than by chance.
 */
export function fetchStatement({ table, filter, facets }: Searched, ofServer: boolean): string {
  const found = ofServer
    ? '"serverId" = $6::int AND ($1::text IS NULL OR "words" @@ $1::tsquery)'
    : `"words" @@ (SELECT $1::tsquery) AND ${filter}`;
  return `WITH hits AS MATERIALIZED (
  SELECT "id", "popularity", ($5::text IS NULL OR "words" @@ $5::tsquery) AS "wanted", ${facets}
  FROM ${table} WHERE ${found}
)
SELECT
  (SELECT json_agg(c) FROM (
    SELECT "category", "classes", "signals", count(*)::int AS "n" FROM hits GROUP BY 1, 2, 3) c) AS "groups",
  (SELECT count(*)::int FROM hits WHERE "wanted") AS "total",
  (SELECT json_agg(p) FROM (
    SELECT "id", "popularity" FROM hits WHERE "wanted" AND ("popularity", "id") < ($2::float8, $3::int)
    ORDER BY "popularity" DESC, "id" DESC LIMIT $4::int) p) AS "page"`;
}

/**
 * The same within bands of popularity: what is fetched is then little. $5 tsquery of the bands, where there are any; `held`
 * counts all that was fetched. A band is rows side by side on the disk. Asked for apart, the bands lead the index past all that
 * lies between; within $1 they would be looked at row by row, each being rarer than a word.
 */
export function bandStatement({ table, filter }: Searched, hasBands: boolean): string {
  const bands = hasBands ? ' AND "words" @@ (SELECT $5::tsquery)' : '';
  return `WITH hits AS MATERIALIZED (
  SELECT "id", "popularity" FROM ${table} WHERE "words" @@ (SELECT $1::tsquery)${bands} AND ${filter}
)
SELECT "id", "popularity", (SELECT count(*)::int FROM hits) AS "held" FROM hits
WHERE ("popularity", "id") < ($2::float8, $3::int) ORDER BY "popularity" DESC, "id" DESC LIMIT $4::int`;
}
