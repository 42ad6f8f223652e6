/** Servers as the official registry hands them out, so that this index can be used as one. */

import * as z from 'zod';
import { pool } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { currentSchema, inCurrentShape } from './current-shape';

/** Under which the registry says what it knows of an entry. */
const official = 'io.modelcontextprotocol.registry/official';
/** Under which this installation says what it knows of an entry that it made itself. */
const ours = 'dev.sallyport/made-here';

export type RegistryQuery = {
  /** 1 to 100, 30 where it is left out. */
  limit?: number;
  cursor?: string;
  /** What changed since, deletions among it. */
  updatedSince?: Date;
  /** `latest`, or one version. */
  version?: string;
  /** Part of the name, however it is spelt. */
  search?: string;
  /** Deleted ones among the others; what has changed since a time is told with them anyway. */
  withDeleted?: boolean;
};

type Row = {
  name: string;
  version: string;
  status: string;
  isLatest: boolean;
  /** Null: no registry has told of the server, and its entry is made here. */
  entry: string | null;
  publishedAt: Date | null;
  changedAt: Date;
};

const columns = 'v."name", v."version", v."status", v."isLatest", v."entry", v."publishedAt", v."changedAt"';

// What was found by asking a server that comes with this product, until a registry tells of it.
const madeHere = `SELECT s."name", s."version", s."status", true AS "isLatest", NULL::text AS "entry", NULL::timestamptz AS "publishedAt",
  s."importedAt" AS "changedAt"
FROM "IndexServer" s WHERE s."source" = 'discovery' AND s."version" IS NOT NULL AND s."name" ~ '^[A-Za-z0-9.-]+/[A-Za-z0-9._-]+$'
  AND NOT EXISTS (SELECT FROM "IndexVersion" x WHERE x."serverId" = s."id")`;

/** A page of entries by name and version: JSON text, each entry in today's shape, and as it was imported where it came in it. */
export async function registryPage(query: RegistryQuery): Promise<string> {
  const limit = Math.min(100, Math.max(1, query.limit ?? 30));
  const [name, version] = readCursor(query.cursor);
  const asked = `(v."name", v."version") > ($1, $2)
  AND ($3::timestamptz IS NULL OR v."changedAt" >= $3) AND ($7::bool OR v."status" <> 'deleted')
  AND ($4 = '' OR ($4 = 'latest' AND v."isLatest") OR v."version" = $4) AND ($5 = '' OR position($5 in lower(v."name")) > 0)
ORDER BY v."name", v."version" LIMIT $6`;
  const { rows } = await pool().query<Row>(
    `(SELECT ${columns} FROM "IndexVersion" v WHERE ${asked}) UNION ALL (SELECT ${columns} FROM (${madeHere}) v WHERE ${asked})
ORDER BY "name", "version" LIMIT $6`,
    [
      name,
      version,
      query.updatedSince ?? null,
      query.version ?? '',
      (query.search ?? '').toLowerCase(),
      limit + 1,
      query.withDeleted === true || query.updatedSince !== undefined,
    ],
  );
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const next = last === undefined ? {} : { nextCursor: writeCursor(last) };
  const servers = await writtenAll(page);
  return `{"servers":[${servers.join(',')}],"metadata":${JSON.stringify({ count: page.length, ...next })}}`;
}

/** All versions of a server, the newest first, as a page; null where there is none of the name. Deleted ones where asked for. */
export async function registryVersions(name: string, withDeleted = false): Promise<string | null> {
  const { rows } = await pool().query<Row>(
    `SELECT ${columns} FROM (${allOf}) v WHERE $2::bool OR v."status" <> 'deleted'
ORDER BY v."isLatest" DESC, v."publishedAt" DESC NULLS LAST, v."version" DESC LIMIT 1000`,
    [name, withDeleted],
  );
  if (rows.length === 0) return null;
  const servers = await writtenAll(rows);
  return `{"servers":[${servers.join(',')}],"metadata":${JSON.stringify({ count: rows.length })}}`;
}

/** One version, or `latest`; null where it is unknown, or deleted and not asked for. */
export async function registryVersion(
  name: string,
  version: string,
  withDeleted = false,
): Promise<string | null> {
  const { rows } = await pool().query<Row>(
    `SELECT ${columns} FROM (${allOf}) v WHERE ($3::bool OR v."status" <> 'deleted')
  AND (v."version" = $2 OR ($2 = 'latest' AND v."isLatest")) ORDER BY v."version" = $2 DESC LIMIT 1`,
    [name, version, withDeleted],
  );
  return (await writtenAll(rows))[0] ?? null;
}

const allOf = `SELECT ${columns} FROM "IndexVersion" v WHERE v."name" = $1 UNION ALL ${madeHere} AND s."name" = $1`;

async function writtenAll(rows: readonly Row[]): Promise<string[]> {
  const made = await entriesMadeHere(rows.flatMap(({ entry, name }) => (entry === null ? [name] : [])));
  return rows.map((row) => {
    const { entry, name, version, status, isLatest, publishedAt, changedAt } = row;
    if (entry === null) {
      const meta = { [ours]: { from: 'package', status, updatedAt: changedAt, isLatest } };
      return `{"server":${made.get(name) ?? '{}'},"_meta":${JSON.stringify(meta)}}`;
    }
    const meta = {
      [official]: { status, publishedAt: publishedAt ?? changedAt, updatedAt: changedAt, isLatest },
    };
    return `{"server":${inCurrentShape(entry, version)},"_meta":${JSON.stringify(meta)}}`;
  });
}

type Made = {
  name: string;
  title: string | null;
  description: string;
  version: string;
  repository: string | null;
  websiteUrl: string | null;
  package: string | null;
};

const longestDescription = 100;

/** server.json of servers that no registry has told of: what their npm packages say of themselves, and nothing else. */
async function entriesMadeHere(names: readonly string[]): Promise<Map<string, string>> {
  if (names.length === 0) return new Map();
  const { rows } = await pool().query<Made>(
    `SELECT s."name", s."title", s."description", s."version", s."repository", s."websiteUrl",
  (SELECT min(r."key") FROM "IndexReach" r WHERE r."serverId" = s."id" AND r."kind" = 'npm') AS "package"
FROM "IndexServer" s WHERE s."name" = ANY($1::text[])`,
    [names],
  );
  return new Map(rows.map((row) => [row.name, JSON.stringify(serverJson(row))]));
}

function serverJson({ name, title, description, version, repository, websiteUrl, package: npm }: Made) {
  return {
    $schema: currentSchema,
    name,
    ...(title && { title }),
    description: [...description].slice(0, longestDescription).join(''),
    ...(repository && {
      repository: {
        url: repository,
        ...(repository.startsWith('https://github.com/') && { source: 'github' }),
      },
    }),
    version,
    ...(websiteUrl && { websiteUrl }),
    ...(npm && {
      packages: [{ registryType: 'npm', identifier: npm, version, transport: { type: 'stdio' } }],
    }),
  };
}

const Part = z.string().transform((text) => text.replaceAll('\0', ''));
const Place = z.tuple([Part, Part]);

function writeCursor({ name, version }: Row): string {
  return Buffer.from(JSON.stringify([name, version])).toString('base64url');
}

/** An `AppError` `invalid` where no page of ours ended so: from the beginning again would be taken for the next page. */
function readCursor(text: string | undefined): [string, string] {
  if (text === undefined || text === '') return ['', ''];
  try {
    const read = Place.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    if (read.success) return read.data;
  } catch {
    // No JSON: refused as any other.
  }
  throw new AppError('invalid', 'The cursor is none that this registry gave.', {
    hint: 'Take it from nextCursor of the page before, or leave it out for the first page.',
    field: 'cursor',
  });
}
