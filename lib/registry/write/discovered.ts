/** A server that was asked for its tools when this installation was set up, with what its package says of itself. */

import type { Json } from '@/lib/json';
import { categoryOf } from '../category';
import { popularityOf, withTools } from '../popularity';
import { packageReach } from '../reach';
import { wordsOf, wordsOfServerName } from '../words';
import { inTransaction } from './connection';
import { type KnownServers, keepRecords } from './keep-tools';
import { lexemes } from './lexemes';
import { pack } from './packed';
import { readDefinition } from './tool-record';

export type DiscoveredServer = {
  /** Of the registry, as the package itself names it; else the package's. */
  name: string;
  packageName: string;
  title: string | null;
  description: string;
  version: string | null;
  repository: string | null;
  websiteUrl: string | null;
  /** As the server sent them. */
  definitions: Json[];
};

/** What a registry has told of the server stays. Counts are not made here. */
export async function keepDiscovered(server: DiscoveredServer): Promise<void> {
  const records = server.definitions.flatMap((definition) => {
    const read = readDefinition(server.name, definition);
    return read.ok ? [read.record] : [];
  });
  const named = [...wordsOfServerName(server.name), ...wordsOf(server.title ?? '', 200)];
  const texts = wordsOf(server.description);
  const category = categoryOf(named, texts);
  const { name, title, description, version, repository, websiteUrl } = server;
  const now = new Date();
  const known = { isDeprecated: false, packages: 1, remotes: 0, versions: 1, changedAt: null };
  const popularity = popularityOf({ ...known, repository, websiteUrl, now }) + withTools;
  await inTransaction(async (connection) => {
    const values = [name, title, description, version, repository, websiteUrl, category, popularity];
    await connection.query(
      `INSERT INTO "IndexServer" ("name", "title", "description", "version", "repository", "websiteUrl", "category", "popularity",
  "words", "source") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::tsvector, 'discovery')
ON CONFLICT ("name") DO UPDATE SET "title" = excluded."title", "description" = excluded."description",
  "version" = excluded."version", "importedAt" = now(), "repository" = excluded."repository", "websiteUrl" = excluded."websiteUrl"
WHERE "IndexServer"."source" <> 'registry'`,
      [...values, lexemes(named, [...texts.slice(0, 60), `k:${category}`])],
    );
    const reach = packageReach('npm', server.packageName);
    if (reach !== null) {
      await connection.query(
        `INSERT INTO "IndexReach" ("serverId", "kind", "key") SELECT "id", $2, $3 FROM "IndexServer" WHERE "name" = $1
ON CONFLICT DO NOTHING`,
        [name, reach.kind, reach.key],
      );
    }
    const servers: KnownServers = new Map();
    await keepRecords(connection, pack(records), 'discovery', servers);
  });
}
