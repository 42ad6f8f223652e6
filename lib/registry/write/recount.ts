/** What is kept so that no page has to count: tools of each server, the cube of facets, the dictionary of words. */

import { isEmbedded } from '@/lib/db';
import { riskClasses } from '@/lib/policy';
import { bandSql } from '../bands';
import { type Connection, inTransaction } from './connection';

/** Counts everything anew, in one transaction: readers see the old counts until it is done. */
export async function recount(): Promise<void> {
  await inTransaction(async (connection) => {
    // Of this transaction alone: on the embedded database all clients share one session.
    if (!isEmbedded()) await connection.query(`SET LOCAL work_mem = '128MB'`);
    await countServers(connection);
    await countFacets(connection);
    await countWords(connection, 'tool');
    await countWords(connection, 'server');
  });
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
  const counted =
    kind === 'tool'
      ? riskClasses
          .map((name, at) => {
            const zeros = riskClasses.map((_, other) => (other === at ? '"ndoc"' : '0')).join(', ');
            return `SELECT "word", "ndoc", ${zeros} FROM ts_stat('SELECT "words" ${rows} WHERE "class" = ''${name}''')`;
          })
          .join('\nUNION ALL ')
      : `SELECT "word", "ndoc", 0, 0, 0, 0, 0 FROM ts_stat('SELECT "words" ${rows}')`;
  await connection.query(
    `INSERT INTO "IndexWord" ("kind", "word", "count", "byClass")
SELECT $1, "word", sum("ndoc")::int, ARRAY[sum("a"), sum("b"), sum("c"), sum("d"), sum("e")]::int[]
FROM (${counted}) AS w("word", "ndoc", "a", "b", "c", "d", "e") WHERE "word" NOT LIKE '_:%' GROUP BY 2`,
    [kind],
  );
  await connection.query(
    `INSERT INTO "IndexWordPart" ("kind", "part", "word", "count")
SELECT DISTINCT ON (1, 2, 3) $1, substr("word", n), "word", "ndoc"
FROM ts_stat('SELECT "words" ${rows}', 'a'), LATERAL generate_series(1, greatest(1, length("word") - 1)) AS n`,
    [kind],
  );
}
