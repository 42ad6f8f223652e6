/** Servers as the official registry hands them out, so that this index can be used as one. */

import { pool } from '@/lib/db';

/** Under which the registry says what it knows of an entry. */
const official = 'io.modelcontextprotocol.registry/official';

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
};

type Row = {
  name: string;
  version: string;
  status: string;
  isLatest: boolean;
  entry: string;
  publishedAt: Date | null;
  changedAt: Date;
};

const columns = 'v."name", v."version", v."status", v."isLatest", v."entry", v."publishedAt", v."changedAt"';

/** A page of entries by name and version: JSON text, each entry byte for byte as it was imported. */
export async function registryPage(query: RegistryQuery): Promise<string> {
  const limit = Math.min(100, Math.max(1, query.limit ?? 30));
  const [name, version] = readCursor(query.cursor);
  const { rows } = await pool().query<Row>(
    `SELECT ${columns} FROM "IndexVersion" v WHERE (v."name", v."version") > ($1, $2)
  AND ($3::timestamptz IS NULL OR v."changedAt" >= $3) AND ($3::timestamptz IS NOT NULL OR v."status" <> 'deleted')
  AND ($4 = '' OR ($4 = 'latest' AND v."isLatest") OR v."version" = $4) AND ($5 = '' OR position($5 in lower(v."name")) > 0)
ORDER BY v."name", v."version" LIMIT $6`,
    [
      name,
      version,
      query.updatedSince ?? null,
      query.version ?? '',
      (query.search ?? '').toLowerCase(),
      limit + 1,
    ],
  );
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const next = last === undefined ? {} : { nextCursor: writeCursor(last) };
  return `{"servers":[${page.map(written).join(',')}],"metadata":${JSON.stringify({ count: page.length, ...next })}}`;
}

/** All versions of a server, the newest first, as a page; null where there is none of the name. */
export async function registryVersions(name: string): Promise<string | null> {
  const { rows } = await pool().query<Row>(
    `SELECT ${columns} FROM "IndexVersion" v WHERE v."name" = $1 AND v."status" <> 'deleted'
ORDER BY v."isLatest" DESC, v."publishedAt" DESC NULLS LAST, v."version" DESC LIMIT 1000`,
    [name],
  );
  if (rows.length === 0) return null;
  return `{"servers":[${rows.map(written).join(',')}],"metadata":${JSON.stringify({ count: rows.length })}}`;
}

/** One version, or `latest`; null where it is unknown or deleted. */
export async function registryVersion(name: string, version: string): Promise<string | null> {
  const { rows } = await pool().query<Row>(
    `SELECT ${columns} FROM "IndexVersion" v WHERE v."name" = $1 AND v."status" <> 'deleted'
  AND (v."version" = $2 OR ($2 = 'latest' AND v."isLatest")) ORDER BY v."version" = $2 DESC LIMIT 1`,
    [name, version],
  );
  return rows[0] === undefined ? null : written(rows[0]);
}

function written({ entry, status, isLatest, publishedAt, changedAt }: Row): string {
  const meta = {
    [official]: { status, publishedAt: publishedAt ?? changedAt, updatedAt: changedAt, isLatest },
  };
  return `{"server":${entry},"_meta":${JSON.stringify(meta)}}`;
}

function writeCursor({ name, version }: Row): string {
  return Buffer.from(JSON.stringify([name, version])).toString('base64url');
}

function readCursor(text: string | undefined): [string, string] {
  if (text === undefined || text.length > 2_000) return ['', ''];
  try {
    const read: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (Array.isArray(read) && typeof read[0] === 'string' && typeof read[1] === 'string') {
      return [read[0].replaceAll('\0', ''), read[1].replaceAll('\0', '')];
    }
  } catch {
    // Typed by somebody: from the beginning.
  }
  return ['', ''];
}
