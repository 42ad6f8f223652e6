/** Servers of a registry, written in batches: each version is kept, the newest one is what is searched and shown. */

import { createHash } from 'node:crypto';
import type { Json } from '@/lib/json';
import { type RegistryEntry, readEntry } from '../entry';
import { type Connection, columnsOf } from './connection';
import { newestOf, type VersionRow } from './newest';
import { type Shown, shownOf, writeReaches, writeShown } from './shown-servers';

type KeptVersion = VersionRow & { name: string; digest: string };

/** How many entries changed anything. Entries of one version twice: the later counts. */
export async function keepEntries(
  connection: Connection,
  entries: readonly RegistryEntry[],
  now: Date,
): Promise<number> {
  const given = [...new Map(entries.map((entry) => [`${entry.name}\n${entry.version}`, entry])).values()];
  const kept = await keptVersions(connection, [...new Set(given.map(({ name }) => name))]);
  const changed = given.filter((entry) => !isKept(entry, kept));
  if (changed.length === 0) return 0;
  const names = [...new Set(changed.map(({ name }) => name))];
  const ids = await idsOf(connection, names);
  await upsertVersions(connection, changed, ids, now);
  await showNewest(connection, names, ids, changed, now);
  return changed.length;
}

async function keptVersions(connection: Connection, names: readonly string[]): Promise<KeptVersion[]> {
  const { rows } = await connection.query<KeptVersion>(
    `SELECT "name", "version", "status", "isLatest", "publishedAt", "changedAt", md5("entry") AS "digest"
FROM "IndexVersion" WHERE "name" = ANY($1::text[])`,
    [names],
  );
  return rows;
}

function isKept(entry: RegistryEntry, kept: readonly KeptVersion[]): boolean {
  const row = kept.find(({ name, version }) => name === entry.name && version === entry.version);
  return (
    row !== undefined &&
    row.status === entry.status &&
    (entry.isLatest ?? row.isLatest) === row.isLatest &&
    (entry.changedAt === null || entry.changedAt.getTime() === row.changedAt.getTime()) &&
    row.digest === createHash('md5').update(entry.text).digest('hex')
  );
}

/** Makes rows for names that are new. They are filled by `showNewest` in the same transaction. */
async function idsOf(connection: Connection, names: readonly string[]): Promise<Map<string, number>> {
  const known = await connection.query<{ id: number; name: string }>(
    'SELECT "id", "name" FROM "IndexServer" WHERE "name" = ANY($1::text[])',
    [names],
  );
  const ids = new Map(known.rows.map(({ id, name }) => [name, id]));
  const fresh = names.filter((name) => !ids.has(name));
  if (fresh.length === 0) return ids;
  const made = await connection.query<{ id: number; name: string }>(
    `INSERT INTO "IndexServer" ("name", "description", "source", "category", "popularity")
SELECT "name", '', 'registry', 'other', 0 FROM unnest($1::text[]) AS given("name")
ON CONFLICT ("name") DO UPDATE SET "source" = "IndexServer"."source" RETURNING "id", "name"`,
    [fresh],
  );
  for (const { id, name } of made.rows) ids.set(name, id);
  return ids;
}

async function upsertVersions(
  connection: Connection,
  entries: readonly RegistryEntry[],
  ids: ReadonlyMap<string, number>,
  now: Date,
): Promise<void> {
  const rows = entries.map((entry) => ({
    ...entry,
    serverId: ids.get(entry.name),
    isLatest: entry.isLatest ?? false,
    changedAt: entry.changedAt ?? entry.publishedAt ?? now,
  }));
  await connection.query(
    `INSERT INTO "IndexVersion" ("serverId", "name", "version", "status", "isLatest", "entry", "publishedAt", "changedAt")
SELECT * FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::bool[], $6::text[], $7::timestamptz[], $8::timestamptz[])
ON CONFLICT ("name", "version") DO UPDATE SET "status" = excluded."status", "isLatest" = excluded."isLatest",
  "entry" = excluded."entry", "publishedAt" = excluded."publishedAt", "changedAt" = excluded."changedAt"`,
    columnsOf(rows, [
      'serverId',
      'name',
      'version',
      'status',
      'isLatest',
      'text',
      'publishedAt',
      'changedAt',
    ]),
  );
}

async function showNewest(
  connection: Connection,
  names: readonly string[],
  ids: ReadonlyMap<string, number>,
  entries: readonly RegistryEntry[],
  now: Date,
): Promise<void> {
  const versions = byName(await keptVersions(connection, names));
  // A server all of whose versions are deleted keeps its ways in, so that a configuration that names it is told.
  const newest = new Map(
    names.map((name) => {
      const all = versions.get(name) ?? [];
      return [name, newestOf(all) ?? all.toSorted((a, b) => (a.version < b.version ? 1 : -1))[0]];
    }),
  );
  const atHand = new Map(entries.map((entry) => [keyOf(entry), entry]));
  const missing = [...newest].flatMap(([name, row]) =>
    row === undefined || atHand.has(keyOf(row)) ? [] : [{ name, version: row.version }],
  );
  for (const entry of await entriesOf(connection, missing)) atHand.set(keyOf(entry), entry);

  const shown: Shown[] = [];
  const reaches: { serverId: number; kind: string; key: string }[] = [];
  for (const name of names) {
    const id = ids.get(name) as number;
    const row = newest.get(name);
    const entry = row && atHand.get(keyOf(row));
    if (row === undefined || entry === undefined) continue;
    const count = versions.get(name)?.length ?? 1;
    const { status, changedAt } = row;
    shown.push({ ...shownOf(entry, count, now), id, status, changedAt });
    reaches.push(...entry.reaches.map((reach) => ({ serverId: id, ...reach })));
  }
  await writeShown(connection, shown);
  await writeReaches(
    connection,
    shown.map(({ id }) => id),
    reaches,
  );
  await connection.query(
    `UPDATE "IndexVersion" v SET "isLatest" = (v."version" = given."version")
FROM unnest($1::text[], $2::text[]) AS given("name", "version")
WHERE v."name" = given."name" AND v."isLatest" <> (v."version" = given."version")`,
    columnsOf(shown, ['name', 'version']),
  );
}

function keyOf({ name, version }: { name: string; version: string }): string {
  return `${name}\n${version}`;
}

function byName(rows: readonly KeptVersion[]): Map<string, KeptVersion[]> {
  const groups = new Map<string, KeptVersion[]>();
  for (const row of rows) {
    const group = groups.get(row.name);
    if (group === undefined) groups.set(row.name, [row]);
    else group.push(row);
  }
  return groups;
}

async function entriesOf(
  connection: Connection,
  wanted: readonly { name: string; version: string }[],
): Promise<RegistryEntry[]> {
  if (wanted.length === 0) return [];
  const { rows } = await connection.query<{ entry: string; status: string }>(
    `SELECT v."entry", v."status" FROM "IndexVersion" v
JOIN unnest($1::text[], $2::text[]) AS g("name", "version") USING ("name", "version")`,
    columnsOf(wanted, ['name', 'version']),
  );
  return rows.flatMap(({ entry, status }) => {
    const read = readEntry(JSON.parse(entry) as Json);
    return read.ok ? [{ ...read.entry, status: status as RegistryEntry['status'] }] : [];
  });
}
