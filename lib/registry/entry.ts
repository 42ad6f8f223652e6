/**
 * One entry of a registry, whatever its age: server.json of the schema of 2025-12-11 and the shapes before it (snake case,
 * `version_detail`, an entry without its envelope). All of it is a stranger's.
 */

import * as z from 'zod';
import { isDeeperThan, isObject, type Json, type JsonObject } from '@/lib/json';
import { isKeepable, plainLine } from '@/lib/mcp';
import { packageReach, type Reach, urlReach } from './reach';

export type ServerStatus = 'active' | 'deprecated' | 'deleted';
export type RegistryEntry = {
  name: string;
  title: string | null;
  description: string;
  version: string;
  status: ServerStatus;
  /** undefined where the entry does not say. */
  isLatest: boolean | undefined;
  repository: string | null;
  websiteUrl: string | null;
  packages: { type: string; identifier: string; version: string | null }[];
  remotes: { type: string; url: string }[];
  reaches: Reach[];
  publishedAt: Date | null;
  changedAt: Date | null;
  /** server.json as it came, without its envelope: JSON text. */
  text: string;
};

const largest = 512 * 1024;
const deepest = 64;
const namePattern = /^[A-Za-z0-9.-]+\/[A-Za-z0-9._-]+$/;

const text = z.string().optional().catch(undefined);
const Package = z
  .looseObject({
    registryType: text,
    registryName: text,
    identifier: text,
    name: text,
    version: text,
  })
  .transform(({ registryType, registryName, identifier, name, version }) => ({
    type: (registryType ?? registryName ?? '').slice(0, 40),
    identifier: (identifier ?? name ?? '').slice(0, 500),
    version: version?.slice(0, 100) ?? null,
  }));
const Remote = z
  .looseObject({ type: text, transportType: text, url: text })
  .transform(({ type, transportType, url }) => ({
    type: (type ?? transportType ?? 'streamable-http').slice(0, 40),
    url: url ?? '',
  }));
const Meta = z.looseObject({
  status: text,
  isLatest: z.boolean().optional().catch(undefined),
  publishedAt: text,
  releaseDate: text,
  updatedAt: text,
});
const listOf = <S extends z.ZodType>(item: S) => z.array(item.nullable().catch(null)).max(200).catch([]);
const ServerJson = z.looseObject({
  name: z.string({ error: 'it has no name' }),
  title: text,
  description: text,
  version: text,
  versionDetail: z
    .looseObject({ version: text, releaseDate: text, isLatest: z.boolean().optional() })
    .optional()
    .catch(undefined),
  status: text,
  repository: z.looseObject({ url: text }).optional().catch(undefined),
  websiteUrl: text,
  packages: listOf(Package),
  remotes: listOf(Remote),
});

export function readEntry(sent: Json): { ok: true; entry: RegistryEntry } | { ok: false; why: string } {
  if (!isObject(sent)) return { ok: false, why: 'it is no object' };
  if (isDeeperThan(sent, deepest)) return { ok: false, why: `it is nested deeper than ${deepest} levels` };
  const server = isObject(sent.server) ? sent.server : sent;
  const read = ServerJson.safeParse(inCamelCase(server));
  if (!read.success) return { ok: false, why: read.error.issues[0]?.message ?? 'it has no name' };
  const { name, versionDetail } = read.data;
  if (!namePattern.test(name) || name.length > 200) {
    return { ok: false, why: 'its name is not of the form `reverse.dns/name`' };
  }
  const version = read.data.version ?? versionDetail?.version ?? '';
  if (version === '' || version.length > 255 || !isKeepable(version))
    return { ok: false, why: 'it has no usable version' };
  const meta = metaOf(sent, server);
  const status = meta.status ?? read.data.status ?? 'active';
  if (status !== 'active' && status !== 'deprecated' && status !== 'deleted') {
    return { ok: false, why: 'its status is none of active, deprecated and deleted' };
  }
  const kept = JSON.stringify(withoutEnvelope(server));
  if (kept.length > largest) return { ok: false, why: 'it is larger than 512 KiB' };
  const packages = read.data.packages.filter(
    (one) => one !== null && one.type !== '' && one.identifier !== '',
  );
  const remotes = read.data.remotes.filter((one) => one !== null && isWebAddress(one.url));
  const entry: RegistryEntry = {
    name,
    title: lineOf(read.data.title, 200),
    description: lineOf(read.data.description, 1_000) ?? '',
    version,
    status,
    isLatest: meta.isLatest ?? versionDetail?.isLatest,
    repository: webAddress(read.data.repository?.url),
    websiteUrl: webAddress(read.data.websiteUrl),
    packages: packages as RegistryEntry['packages'],
    remotes: remotes as RegistryEntry['remotes'],
    reaches: [],
    publishedAt: dateOf(meta.publishedAt ?? meta.releaseDate ?? versionDetail?.releaseDate),
    changedAt: dateOf(meta.updatedAt),
    text: kept,
  };
  entry.reaches = reachesOf(entry);
  return { ok: true, entry };
}

function reachesOf({ packages, remotes }: RegistryEntry): Reach[] {
  const all = [
    ...packages.map(({ type, identifier }) => packageReach(type, identifier)),
    ...remotes.map(({ url }) => urlReach(url)),
  ].filter((reach) => reach !== null);
  return [...new Map(all.map((reach) => [`${reach.kind} ${reach.key}`, reach])).values()];
}

const official = 'io.modelcontextprotocol.registry/official';

/** What the registry itself says of the entry: beside it, or inside it in older shapes. */
function metaOf(sent: JsonObject, server: JsonObject): z.infer<typeof Meta> {
  const homes = [sent, server].flatMap((home) => {
    const meta = home._meta;
    const inside = isObject(meta) ? meta[official] : undefined;
    return [inside, home['x-io.modelcontextprotocol.registry']];
  });
  const found = homes.find(isObject);
  const read = Meta.safeParse(found === undefined ? {} : inCamelCase(found));
  return read.success ? read.data : {};
}

function withoutEnvelope(server: JsonObject): JsonObject {
  const { 'x-io.modelcontextprotocol.registry': _x, ...rest } = server;
  if (!isObject(rest._meta)) return rest;
  const { [official]: _official, ...meta } = rest._meta;
  return { ...rest, _meta: meta };
}

/** The keys of an entry and of what stands directly in it. A key that is there in both spellings counts in the new one. */
function inCamelCase(object: JsonObject, depth = 2): JsonObject {
  const made: [string, Json][] = [];
  for (const [key, value] of Object.entries(object)) {
    const camel = key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    if (camel !== key && Object.hasOwn(object, camel)) continue;
    made.push([camel, depth === 0 ? value : deeper(value, depth - 1)]);
  }
  return Object.fromEntries(made);
}

function deeper(value: Json, depth: number): Json {
  if (Array.isArray(value)) return value.map((one) => (isObject(one) ? inCamelCase(one, depth) : one));
  return isObject(value) ? inCamelCase(value, depth) : value;
}

function lineOf(value: string | undefined, most: number): string | null {
  if (value === undefined) return null;
  const line = plainLine(value).trim();
  return line === '' ? null : [...line].slice(0, most).join('');
}

function isWebAddress(value: string): boolean {
  return value.length <= 2_048 && /^https?:\/\/[^\s\p{Cc}]+$/u.test(value);
}

function webAddress(value: string | undefined): string | null {
  return value !== undefined && isWebAddress(value) && URL.canParse(value) ? value : null;
}

function dateOf(value: string | undefined): Date | null {
  if (value === undefined || !/^\d{4}-\d{2}-\d{2}/.test(value)) return null;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? null : date;
}
