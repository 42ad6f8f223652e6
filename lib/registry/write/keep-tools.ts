/** Tools of the index, written in batches. */

import { bandsSql } from '../bands';
import { categoryOf } from '../category';
import { popularityOf, toolPopularitySql, withTools } from '../popularity';
import type { IndexSource } from '../shapes';
import { wordsOfServerName } from '../words';
import { type Connection, columnsOf } from './connection';
import { lexemes } from './lexemes';
import { type Packed, unpackedSql } from './packed';

type Known = { id: number; isDeleted: boolean; popularity: number; nextPosition: number };
type Met = { id: number; name: string; status: string; popularity: number; next: number };
/** What an import remembers of the servers that it has met. */
export type KnownServers = Map<string, Known>;

/**
 * Keeps tools of servers that may or may not be known yet. Answers how many changed anything, and which of them, by their
 * places, were refused since the registry has deleted their server. A tool twice: the later counts.
 */
export async function keepRecords(
  connection: Connection,
  { heads, text }: Packed,
  source: IndexSource,
  known: KnownServers,
): Promise<{ changed: number; refused: number[] }> {
  if (heads.length === 0) return { changed: 0, refused: [] };
  await meet(connection, [...new Set(heads.map(({ server }) => server))], source, known);
  const last = new Map(heads.map(({ server, name }, at) => [`${server}\n${name}`, at]));
  const refused: number[] = [];
  const rows = heads.map(({ server, name }, at) => {
    const of = known.get(server);
    if (of === undefined || of.isDeleted) refused.push(at);
    else if (last.get(`${server}\n${name}`) === at) {
      return { name, serverId: of.id, ofServer: of.popularity, position: of.nextPosition++ };
    }
    return { name, serverId: null, ofServer: null, position: null };
  });
  const beside = columnsOf(rows, ['name', 'serverId', 'ofServer', 'position']);
  const { rowCount } = await connection.query(keepStatement, [text, ...beside]);
  return { changed: rowCount ?? 0, refused };
}

const keepStatement = `WITH given AS (
  ${unpackedSql({ name: '$2::text[]', serverId: '$3::int[]', ofServer: '$4::float8[]', position: '$5::int[]' })}
), fresh AS (
  SELECT g.*, t."popularity" AS "before" FROM given g LEFT JOIN LATERAL (
    SELECT * FROM "IndexTool" k WHERE k."serverId" = g."serverId" AND k."name" = g."name" OFFSET 0
  ) t ON true
  WHERE t."id" IS NULL OR t."digest" <> g."digest" OR t."class" <> g."class"
    OR ts_delete(t."words", ${bandsSql('t."popularity"')}) IS DISTINCT FROM g."words"
), kept AS (
  INSERT INTO "IndexTool" ("serverId", "name", "title", "summary", "position", "class", "severity", "category", "signals",
    "hasFindings", "digest", "words", "popularity", "importedAt")
  SELECT f."serverId", f."name", f."title", f."summary", f."position", f."class", f."severity", f."category",
    f."signals", f."hasFindings", f."digest",
    f."words" || array_to_tsvector(${bandsSql('p."popularity"')}), p."popularity", now()
  FROM fresh f,
    LATERAL (SELECT coalesce(f."before", ${toolPopularitySql('f."ofServer"', 'f."position"')}) AS "popularity") p
  ON CONFLICT ("serverId", "name") DO UPDATE SET "title" = excluded."title", "summary" = excluded."summary",
    "class" = excluded."class", "severity" = excluded."severity", "category" = excluded."category",
    "signals" = excluded."signals", "hasFindings" = excluded."hasFindings", "digest" = excluded."digest",
    "words" = excluded."words", "importedAt" = now()
  RETURNING "id", "serverId", "name"
)
INSERT INTO "IndexDefinition" ("toolId", "definition", "judgement", "findings")
SELECT kept."id", f."definition", f."judgement", f."findings"
FROM kept JOIN fresh f ON f."serverId" = kept."serverId" AND f."name" = kept."name"
ON CONFLICT ("toolId") DO UPDATE SET "definition" = excluded."definition", "judgement" = excluded."judgement",
  "findings" = excluded."findings"`;

/** Looks the servers up that this import has not met yet, and makes those that nobody has. */
async function meet(
  connection: Connection,
  names: readonly string[],
  source: IndexSource,
  known: KnownServers,
): Promise<void> {
  const strange = names.filter((name) => !known.has(name));
  if (strange.length === 0) return;
  const now = new Date();
  const nothing = {
    isDeprecated: false,
    repository: null,
    websiteUrl: null,
    packages: 0,
    remotes: 0,
    versions: 0,
  };
  const rows = strange.map((name) => {
    const words = wordsOfServerName(name);
    const category = categoryOf(words, []);
    return { name, category, words: lexemes(words, [`k:${category}`]) };
  });
  const popularity = popularityOf({ ...nothing, changedAt: null, now }) + withTools;
  await connection.query(
    `INSERT INTO "IndexServer" ("name", "description", "source", "category", "popularity", "words")
SELECT g."name", '', $4, g."category", $5, g."words"::tsvector
FROM unnest($1::text[], $2::text[], $3::text[]) AS g("name", "category", "words")
WHERE NOT EXISTS (SELECT FROM "IndexServer" s WHERE s."name" = g."name") ON CONFLICT ("name") DO NOTHING`,
    [...columnsOf(rows, ['name', 'category', 'words']), source, popularity],
  );
  await connection.query(
    `UPDATE "IndexServer" SET "popularity" = "popularity" + ${withTools}
WHERE "name" = ANY($1::text[]) AND "popularity" < ${withTools} AND "status" <> 'deleted'`,
    [strange],
  );
  const { rows: met } = await connection.query<Met>(
    `SELECT "id", "name", "status", "popularity",
  (SELECT coalesce(max(t."position") + 1, 0) FROM "IndexTool" t WHERE t."serverId" = s."id") AS "next"
FROM "IndexServer" s WHERE "name" = ANY($1::text[])`,
    [strange],
  );
  for (const { id, name, status, popularity, next } of met) {
    known.set(name, { id, isDeleted: status === 'deleted', popularity, nextPosition: next });
  }
}
