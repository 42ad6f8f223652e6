/** What is kept so that no page has to count: tools of each server, the cube of facets, the dictionary of words. */

import { isEmbedded } from '@/lib/db';
import { riskClasses } from '@/lib/policy';
import { signalCodes } from '@/lib/risk';
import { bandSql } from '../bands';
import { categories } from '../category';
import { type Connection, inTransaction } from './connection';

/**
 * Counts everything anew, in one transaction: readers see the old counts until it is done. The words of tools take longest;
 * after an import of servers they are counted only where tools have gone with them.
 */
export async function recount(changed: 'tools' | 'servers'): Promise<void> {
  await inTransaction(async (connection) => {
    // Of this transaction alone: on the embedded database all clients share one session.
    if (!isEmbedded()) await connection.query(`SET LOCAL work_mem = '128MB'`);
    // Two at once, of two imports or of an import and a start, would write the same rows: one after the other. Readers do not wait.
    await connection.query('LOCK TABLE "IndexCount" IN SHARE ROW EXCLUSIVE MODE');
    const isStale = changed === 'tools' || (await haveToolsGone(connection));
    await countServers(connection);
    await countFacets(connection);
    if (isStale) await countWords(connection, 'tool');
    await countWords(connection, 'server');
  });
}

async function haveToolsGone(connection: Connection): Promise<boolean> {
  const { rows } = await connection.query<{ gone: boolean }>(
    `SELECT (SELECT count(*) FROM "IndexTool") <> (SELECT coalesce(sum("count"), 0) FROM "IndexCount"
  WHERE "kind" = 'tool' AND "signal" = '') AS "gone"`,
  );
  return rows[0]?.gone ?? true;
}

/** What a server is about is told by its own words; where those say nothing, by most of its tools. */
async function countServers(connection: Connection): Promise<void> {
  const sums = riskClasses.map(
    (name) => `count(*) FILTER (WHERE "class" = '${name}')::int AS "${name.toLowerCase()}Count"`,
  );
  const columns = ['toolCount', ...riskClasses.map((name) => `${name.toLowerCase()}Count`)];
  const classes = riskClasses.map(
    (name) => `CASE WHEN g."${name.toLowerCase()}Count" > 0 THEN 'c:${name}' END`,
  );
  await connection.query(
    `WITH counted AS (SELECT "serverId", count(*)::int AS "toolCount", ${sums.join(', ')},
  mode() WITHIN GROUP (ORDER BY "category") AS "category" FROM "IndexTool" GROUP BY 1),
given AS (SELECT s."id", CASE WHEN s."source" = 'registry' AND s."category" <> 'other' THEN s."category"
    ELSE coalesce(c."category", s."category") END AS "category", ${columns.map((name) => `coalesce(c."${name}", 0) AS "${name}"`).join(', ')}
  FROM "IndexServer" s LEFT JOIN counted c ON c."serverId" = s."id")
UPDATE "IndexServer" s SET "category" = g."category", ${columns.map((name) => `"${name}" = g."${name}"`).join(', ')},
  "words" = array_to_tsvector(array_remove(ARRAY[${classes.join(', ')}, 'k:' || g."category"], NULL)) || ts_delete(coalesce(s."words", ''::tsvector),
    ARRAY[${riskClasses.map((name) => `'c:${name}'`).join(', ')}, 'k:' || s."category"])
FROM given g WHERE g."id" = s."id" AND (g."category" <> s."category" OR ${columns.map((name) => `g."${name}" <> s."${name}"`).join(' OR ')})`,
  );
}

async function countFacets(connection: Connection): Promise<void> {
  await connection.query('DELETE FROM "IndexCount"');
  await connection.query(
    `INSERT INTO "IndexCount" ("kind", "class", "category", "signal", "count")
SELECT 'tool', "class", "category", coalesce("signal", ''), count(*)::int FROM (
  SELECT "class", "category", unnest(array_append("signals", NULL)) AS "signal" FROM "IndexTool") t GROUP BY 2, 3, 4`,
  );
  await connection.query(
    `INSERT INTO "IndexCount" ("kind", "class", "category", "signal", "count")
SELECT 'band', '', ${bandSql('"popularity"')}::text, '', count(*)::int FROM "IndexTool" GROUP BY 3`,
  );
  const offered = riskClasses
    .map((name) => `('${name}', s."${name.toLowerCase()}Count" > 0)`)
    .concat(`('', TRUE)`)
    .join(', ');
  await connection.query(
    `INSERT INTO "IndexCount" ("kind", "class", "category", "signal", "count")
SELECT 'server', o."class", s."category", '', count(*)::int FROM "IndexServer" s, LATERAL (VALUES ${offered}) AS o("class", "offers")
WHERE s."status" <> 'deleted' AND o."offers" GROUP BY 2, 3`,
  );
}

async function countWords(connection: Connection, kind: 'tool' | 'server'): Promise<void> {
  const rows = kind === 'tool' ? 'FROM "IndexTool"' : `FROM "IndexServer" WHERE "status" <> ''deleted''`;
  await connection.query('DELETE FROM "IndexWord" WHERE "kind" = $1', [kind]);
  await connection.query('DELETE FROM "IndexWordPart" WHERE "kind" = $1', [kind]);
  if (kind === 'tool') await countWordsOfTools(connection);
  else {
    await connection.query(
      `INSERT INTO "IndexWord" ("kind", "word", "count", "byClass", "byCategory", "bySignal")
SELECT 'server', "word", "ndoc", '{}', '{}', '{}' FROM ts_stat('SELECT "words" ${rows}') WHERE ${isPlain}`,
    );
  }
  await connection.query(
    `INSERT INTO "IndexWordPart" ("kind", "part", "word", "count")
SELECT DISTINCT ON (1, 2, 3) $1, convert_to(substr("word", n), 'UTF8'), "word", "ndoc"
FROM ts_stat('SELECT "words" ${rows}', 'a'), LATERAL generate_series(1, greatest(1, length("word") - 1)) AS n`,
    [kind],
  );
}

const isPlain = `"word" NOT LIKE '_:%'`;
const facets = [
  { column: 'byClass', values: riskClasses, condition: (value: string) => `"class" = ''${value}''` },
  { column: 'byCategory', values: categories, condition: (value: string) => `"category" = ''${value}''` },
  { column: 'bySignal', values: signalCodes, condition: (value: string) => `''${value}'' = ANY("signals")` },
];

/** Each facet by its own values: the same words, counted once for each of them. */
async function countWordsOfTools(connection: Connection): Promise<void> {
  await connection.query(
    'CREATE TEMPORARY TABLE "counted" ("facet" int, "value" int, "word" text, "n" int) ON COMMIT DROP',
  );
  for (const [facet, { values, condition }] of facets.entries()) {
    for (const [at, value] of values.entries()) {
      await connection.query(
        `INSERT INTO "counted" SELECT ${facet}, ${at}, "word", "ndoc"
FROM ts_stat('SELECT "words" FROM "IndexTool" WHERE ${condition(value)}') WHERE ${isPlain}`,
      );
    }
  }
  const array = (facet: number, count: number) =>
    `ARRAY[${Array.from({ length: count }, (_, at) => `coalesce(sum("n") FILTER (WHERE "facet" = ${facet} AND "value" = ${at}), 0)`).join(', ')}]::int[]`;
  await connection.query(
    `INSERT INTO "IndexWord" ("kind", "word", "count", ${facets.map(({ column }) => `"${column}"`).join(', ')})
SELECT 'tool', "word", sum("n") FILTER (WHERE "facet" = 0)::int, ${facets.map(({ values }, at) => array(at, values.length)).join(', ')}
FROM "counted" GROUP BY 2`,
  );
}
