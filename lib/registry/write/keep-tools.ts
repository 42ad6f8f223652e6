/** Tools of the index, written in batches. */

import { bandsSql } from '../bands';
import { categoryOf } from '../category';
import { popularityOf, toolPopularitySql, withTools } from '../popularity';
import type { IndexSource } from '../shapes';
import { wordsOfServerName } from '../words';
import { type Connection, columnsOf } from './connection';
import { lexemes } from './lexemes';
import type { ToolRecord } from './tool-record';

type Known = { id: number; isDeleted: boolean; popularity: number; nextPosition: number };
type Met = { id: number; name: string; status: string; popularity: number; next: number };
/** What an import remembers of the servers that it has met. */
export type KnownServers = Map<string, Known>;
export type Positioned = ToolRecord & { number: number };

/**
 * Keeps tools of servers that may or may not be known yet. Answers how many changed anything, and which were refused since
 * the registry has deleted their server. A tool twice: the later counts.
 */
export async function keepRecords(
  connection: Connection,
  given: readonly Positioned[],
  source: IndexSource,
  known: KnownServers,
): Promise<{ changed: number; refused: Positioned[] }> {
  await meet(connection, [...new Set(given.map(({ server }) => server))], source, known);
  const refused = given.filter(({ server }) => known.get(server)?.isDeleted !== false);
  const last = new Map(
    given
      .filter((record) => !refused.includes(record))
      .map((record) => [`${record.server}\n${record.name}`, record]),
  );
  const rows = [...last.values()].map((record) => {
    const server = known.get(record.server) as Known;
    return {
      ...record,
      serverId: server.id,
      ofServer: server.popularity,
      position: server.nextPosition++,
      signals: record.signals.join(' '),
    };
  });
  const { rowCount } = await connection.query(
    `WITH given AS (
  SELECT * FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::int[], $6::text[], $7::text[], $8::text[], $9::text[],
    $10::bool[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::float8[]) AS g("serverId", "name", "title", "summary",
    "position", "class", "severity", "category", "signals", "hasFindings", "digest", "words", "definition", "judgement", "findings", "ofServer")
), fresh AS (
  SELECT g.*, t."popularity" AS "before" FROM given g LEFT JOIN "IndexTool" t ON t."serverId" = g."serverId" AND t."name" = g."name"
  WHERE t."id" IS NULL OR t."digest" <> g."digest" OR t."class" <> g."class"
    OR ts_delete(t."words", ${bandsSql('t."popularity"')}) IS DISTINCT FROM g."words"::tsvector
), kept AS (
  INSERT INTO "IndexTool" ("serverId", "name", "title", "summary", "position", "class", "severity", "category", "signals",
    "hasFindings", "digest", "words", "popularity", "importedAt")
  SELECT f."serverId", f."name", f."title", f."summary", f."position", f."class", f."severity", f."category",
    string_to_array(f."signals", ' '), f."hasFindings", f."digest",
    f."words"::tsvector || array_to_tsvector(${bandsSql('p."popularity"')}), p."popularity", now()
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
  "findings" = excluded."findings"`,
    columnsOf(rows, [
      'serverId',
      'name',
      'title',
      'summary',
      'position',
      'class',
      'severity',
      'category',
      'signals',
      'hasFindings',
      'digest',
      'words',
      'definition',
      'judgement',
      'findings',
      'ofServer',
    ]),
  );
  return { changed: rowCount ?? 0, refused };
}

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
