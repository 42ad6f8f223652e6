/** A first load into an index that is all but empty: what searching needs is built once, after the rows. */

import { isEmbedded, pool } from '@/lib/db';
import { inTransaction } from './connection';
import { recount } from './recount';

export type Load = {
  /** To be called when all rows are there. */
  finish(): Promise<void>;
};

/** Names and definitions as the migration makes them. */
const indexes = {
  IndexTool_popularity_id_idx: '"IndexTool"("popularity", "id")',
  IndexTool_words_idx: '"IndexTool" USING GIN ("words")',
};
/** Below that the order of rows on the disk makes no difference. */
const worthOrdering = 50_000;

/** What the first start brings is fewer. */
const hardlyAny = 1_000;

/** Where tools are there already the indexes stay; those that a broken-off load has left out are built at the end. */
export async function openForLoad(): Promise<Load> {
  const { rows } = await pool().query<{ count: number }>(
    `SELECT count(*)::int AS "count" FROM (SELECT FROM "IndexTool" LIMIT ${hardlyAny}) t`,
  );
  if (rows[0] !== undefined && rows[0].count < hardlyAny) {
    for (const name of Object.keys(indexes)) await pool().query(`DROP INDEX IF EXISTS "${name}"`);
  }
  return { finish };
}

/**
 * Builds what an import that was broken off has left out: its indexes, and the counts without which its words are not found.
 * Says whether there was anything to do.
 */
export async function mendIndex(): Promise<boolean> {
  const { rows } = await pool().query<{ broken: boolean }>(
    `SELECT ${Object.keys(indexes)
      .map((name) => `to_regclass('"${name}"') IS NULL`)
      .join(' OR ')}
  OR (SELECT count(*) FROM "IndexTool") <> (SELECT coalesce(sum("count"), 0) FROM "IndexCount" WHERE "kind" = 'band') AS "broken"`,
  );
  if (rows[0]?.broken !== true) return false;
  await finish();
  await recount('tools');
  return true;
}

async function finish(): Promise<void> {
  const { rows } = await pool().query<{ missing: boolean; many: boolean }>(
    `SELECT to_regclass('"IndexTool_words_idx"') IS NULL AS "missing",
  (SELECT count(*) FROM (SELECT FROM "IndexTool" LIMIT ${worthOrdering}) t) = ${worthOrdering} AS "many"`,
  );
  const isFirst = rows[0]?.missing === true;
  await inTransaction(async (connection) => {
    if (!isEmbedded()) await connection.query(`SET LOCAL maintenance_work_mem = '256MB'`);
    // Another that comes here at the same time waits, and finds what this one has built.
    await connection.query('LOCK TABLE "IndexTool" IN SHARE ROW EXCLUSIVE MODE');
    for (const [name, definition] of Object.entries(indexes)) {
      await connection.query(`CREATE INDEX IF NOT EXISTS "${name}" ON ${definition}`);
      // Popular rows side by side: going down their order then reads few pages. The index of words comes after that.
      if (isFirst && rows[0]?.many && name === 'IndexTool_popularity_id_idx') {
        await connection.query(`CLUSTER "IndexTool" USING "${name}"`);
      }
    }
  });
  if (isFirst) for (const table of ['"IndexTool"', '"IndexServer"']) await pool().query(`ANALYZE ${table}`);
}
