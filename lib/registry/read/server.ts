/** One server of the index, and what stands around it. */

import { pool } from '@/lib/db';
import type { Json } from '@/lib/json';
import { readTool } from '@/lib/mcp';
import type { PolicyTool, RiskClass } from '@/lib/policy';
import { readEntry } from '../entry';
import type { IndexedServer, IndexSource, ServerItem, ToolItem } from '../shapes';
import { wordsOfServerName } from '../words';
import {
  type ServerRow,
  serverColumns,
  serverItem,
  serverItems,
  type ToolRow,
  toolColumns,
  toolItem,
} from './items';

const gravestFirst = `array_position(ARRAY['Financial', 'Destructive', 'Execute', 'Write', 'Read'], t."class"),
  t."hasFindings" DESC, cardinality(t."signals") DESC, t."position"`;

type WholeRow = ServerRow & {
  repository: string | null;
  websiteUrl: string | null;
  source: IndexSource;
  publishedAt: Date | null;
  importedAt: Date;
  entry: string | null;
  /** The npm package that it was found in, where no registry has told of it. */
  madeOf: string | null;
  versions: number;
};

/** null where nobody of this name is known, or it was deleted from the registry. */
export async function serverOf(name: string): Promise<IndexedServer | null> {
  const { rows } = await pool().query<WholeRow>(
    `SELECT ${serverColumns}, s."repository", s."websiteUrl", s."source", s."publishedAt", s."importedAt",
  (SELECT v."entry" FROM "IndexVersion" v WHERE v."name" = s."name" AND v."version" = s."version") AS "entry",
  CASE WHEN s."source" = 'discovery' THEN
    (SELECT min(r."key") FROM "IndexReach" r WHERE r."serverId" = s."id" AND r."kind" = 'npm') END AS "madeOf",
  (SELECT count(*)::int FROM "IndexVersion" v WHERE v."serverId" = s."id" AND v."status" <> 'deleted') AS "versions"
FROM "IndexServer" s WHERE s."name" = $1 AND s."status" <> 'deleted'`,
    [name],
  );
  const row = rows[0];
  if (row === undefined) return null;
  const entry = row.entry === null ? undefined : readEntry(JSON.parse(row.entry) as Json);
  const { repository, websiteUrl, source, publishedAt, importedAt, versions, madeOf, version } = row;
  const found = madeOf === null ? [] : [{ type: 'npm', identifier: madeOf, version }];
  return {
    ...serverItem(row),
    repository,
    websiteUrl,
    source,
    packages: entry?.ok ? entry.entry.packages : found,
    remotes: entry?.ok ? entry.entry.remotes : [],
    versions,
    publishedAt,
    importedAt,
    riskiest: await gravestOf(name, null, 8),
  };
}

/** The other tools of a server, the gravest first. */
export async function gravestOf(server: string, besides: string | null, most: number): Promise<ToolItem[]> {
  const { rows } = await pool().query<ToolRow>(
    `SELECT ${toolColumns} FROM "IndexTool" t JOIN "IndexServer" s ON s."id" = t."serverId"
WHERE s."name" = $1 AND s."status" <> 'deleted' AND ($2::text IS NULL OR t."name" <> $2) ORDER BY ${gravestFirst} LIMIT $3`,
    [server, besides, most],
  );
  return rows.map(toolItem);
}

const mostPolicyTools = 2_000;

/** A tool as `recommend` takes it, and what its server claims of it. */
export type ListedTool = PolicyTool & { annotations: Json | undefined };

/** The tools of a server, in its order: at most 2,000. */
export async function serverTools(name: string): Promise<ListedTool[]> {
  const { rows } = await pool().query<{ class: RiskClass; definition: string }>(
    `SELECT t."class", d."definition" FROM "IndexTool" t JOIN "IndexServer" s ON s."id" = t."serverId"
JOIN "IndexDefinition" d ON d."toolId" = t."id"
WHERE s."name" = $1 AND s."status" <> 'deleted' ORDER BY t."position", t."id" LIMIT ${mostPolicyTools}`,
    [name],
  );
  return rows.flatMap(({ class: riskClass, definition }, at) => {
    const tool = readTool(JSON.parse(definition) as Json, at);
    if (!tool.ok) return [];
    const { name, title, description, inputSchema, annotations } = tool;
    return [{ name, title, description, inputSchema, annotations, class: riskClass }];
  });
}

/** Servers of the same category, the most popular first; where those are few, others of the same publisher after them. */
export async function relatedServers(name: string, most = 6): Promise<ServerItem[]> {
  const { rows } = await pool().query<{ id: number }>(
    `SELECT o."id" FROM (
  SELECT c."id", c."name" FROM "IndexServer" c
  WHERE c."words" @@ (SELECT ('''k:' || "category" || '''')::tsquery FROM "IndexServer" WHERE "name" = $1)
    AND c."status" <> 'deleted' ORDER BY c."popularity" DESC, c."id" DESC LIMIT $2 + 1
) o WHERE o."name" <> $1 LIMIT $2`,
    [name, most],
  );
  const found = rows.map(({ id }) => id);
  return serverItems(found.length === most ? found : [...found, ...(await ofPublisher(name, found, most))]);
}

/** Found by the publisher's words, of which there is an index, and held to its name. */
async function ofPublisher(name: string, found: number[], most: number): Promise<number[]> {
  const publisher = name.slice(0, name.indexOf('/') + 1);
  const words = wordsOfServerName(publisher).map((word) => `'${word}'`);
  if (words.length === 0) return [];
  const { rows } = await pool().query<{ id: number }>(
    `SELECT "id" FROM "IndexServer" WHERE "words" @@ (SELECT $1::tsquery) AND starts_with("name", $2) AND "name" <> $3
  AND "id" <> ALL($4::int[]) AND "status" <> 'deleted' ORDER BY "popularity" DESC, "id" DESC LIMIT $5`,
    [words.join('&'), publisher, name, found, most - found.length],
  );
  return rows.map(({ id }) => id);
}
