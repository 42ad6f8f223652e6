/** What is shown and searched of a registry's servers, each by its newest version, and the ways to reach them. */

import { bandsSql } from '../bands';
import { categoryOf } from '../category';
import type { RegistryEntry } from '../entry';
import { popularityOf, toolPopularitySql, withTools } from '../popularity';
import { wordsOf, wordsOfServerName } from '../words';
import { type Connection, columnsOf } from './connection';
import { lexemes } from './lexemes';

export type Shown = {
  id: number;
  name: string;
  title: string | null;
  description: string;
  version: string | null;
  status: string;
  category: string;
  repository: string | null;
  websiteUrl: string | null;
  popularity: number;
  publishedAt: Date | null;
  changedAt: Date | null;
  words: string;
};

/** `versions`: how many of the server there are. */
export function shownOf(entry: RegistryEntry, versions: number, now: Date): Omit<Shown, 'id'> {
  const { name, title, description, version, repository, websiteUrl, publishedAt } = entry;
  const named = [...wordsOfServerName(name), ...wordsOf(title ?? '', 200)];
  const texts = wordsOf(description);
  const category = categoryOf(named, texts);
  return {
    name,
    title,
    description,
    version,
    status: entry.status,
    category,
    repository,
    websiteUrl,
    publishedAt,
    changedAt: entry.changedAt,
    popularity: popularityOf({
      isDeprecated: entry.status === 'deprecated',
      repository,
      websiteUrl,
      packages: entry.packages.length,
      remotes: entry.remotes.length,
      versions,
      changedAt: entry.changedAt ?? publishedAt,
      now,
    }),
    words: lexemes(named, [...texts.slice(0, 60), `k:${category}`]),
  };
}

/** A server that is deleted loses its tools; those of the others move with its popularity. */
export async function writeShown(connection: Connection, shown: readonly Shown[]): Promise<void> {
  await connection.query(
    `UPDATE "IndexServer" s SET "title" = g."title", "description" = g."description", "version" = g."version",
  "status" = g."status", "source" = 'registry', "category" = g."category", "repository" = g."repository",
  "websiteUrl" = g."websiteUrl", "publishedAt" = g."publishedAt", "changedAt" = g."changedAt", "importedAt" = now(),
  "popularity" = g."popularity" + CASE WHEN s."popularity" >= ${withTools} THEN ${withTools} ELSE 0 END,
  "words" = g."words"::tsvector || array_to_tsvector(ARRAY(
    SELECT l FROM unnest(tsvector_to_array(coalesce(s."words", ''::tsvector))) AS l WHERE l LIKE 'c:%'))
FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::timestamptz[],
  $10::timestamptz[], $11::float8[], $12::text[]) AS g("id", "title", "description", "version", "status", "category",
  "repository", "websiteUrl", "publishedAt", "changedAt", "popularity", "words")
WHERE s."id" = g."id"`,
    columnsOf(shown, [
      'id',
      'title',
      'description',
      'version',
      'status',
      'category',
      'repository',
      'websiteUrl',
      'publishedAt',
      'changedAt',
      'popularity',
      'words',
    ]),
  );
  const deleted = shown.filter(({ status }) => status === 'deleted').map(({ id }) => id);
  const rest = shown.filter(({ status }) => status !== 'deleted').map(({ id }) => id);
  if (deleted.length > 0) {
    await connection.query('DELETE FROM "IndexTool" WHERE "serverId" = ANY($1::int[])', [deleted]);
  }
  const moved = toolPopularitySql('s."popularity"', 't."position"');
  await connection.query(
    `UPDATE "IndexTool" t SET "popularity" = ${moved}, "words" = array_to_tsvector(${bandsSql(moved)})
  || ts_delete(t."words", ${bandsSql('t."popularity"')}) FROM "IndexServer" s
WHERE s."id" = ANY($1::int[]) AND t."serverId" = s."id" AND abs(t."popularity" - ${moved}) > 0.3`,
    [rest],
  );
}

export async function writeReaches(
  connection: Connection,
  ids: readonly number[],
  reaches: readonly { serverId: number; kind: string; key: string }[],
): Promise<void> {
  await connection.query('DELETE FROM "IndexReach" WHERE "serverId" = ANY($1::int[])', [ids]);
  await connection.query(
    `INSERT INTO "IndexReach" ("serverId", "kind", "key") SELECT * FROM unnest($1::int[], $2::text[], $3::text[])
ON CONFLICT DO NOTHING`,
    columnsOf(reaches, ['serverId', 'kind', 'key']),
  );
}
