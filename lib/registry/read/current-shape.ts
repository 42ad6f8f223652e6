/**
 * Entries are kept as they were imported, whatever their age; they are handed out in one shape, that of server.json of
 * 2025-12-11. What each shape called things: the changelog of server.json in the registry's documentation.
 */

import { isObject, type Json, type JsonObject } from '@/lib/json';

export const currentSchema = 'https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json';

/**
 * `text`: an entry's server.json as it is kept, JSON text. `version`: the entry's, which stood elsewhere once. An entry that
 * has today's shape is returned as it is, byte for byte; of others, what no shape knows is kept.
 */
export function inCurrentShape(text: string, version: string): string {
  const entry = JSON.parse(text) as Json;
  if (!isObject(entry)) return text;
  const made = entryOf(entry, version);
  if (made === entry) return text;
  // The registry's own number of the entry came with the shapes before and has no place in this one.
  const { id: _id, $schema: _schema, ...rest } = made;
  const { packages } = rest;
  return JSON.stringify({
    $schema: currentSchema,
    ...rest,
    ...(Array.isArray(packages) && { packages: packages.map(withTransport) }),
  });
}

type Translated = { [key: string]: (value: Json) => Json };
type Names = { [key: string]: string };

const statuses: readonly Json[] = ['active', 'deprecated', 'deleted'];

function entryOf(entry: JsonObject, version: string): JsonObject {
  const { status, ...rest } = entry;
  // It stands beside the entry now.
  const server = statuses.includes(status ?? null) ? rest : entry;
  const isOlder = Object.hasOwn(server, 'version_detail') || Object.hasOwn(server, 'versionDetail');
  return translated(
    server,
    { website_url: 'websiteUrl', version_detail: 'version', versionDetail: 'version' },
    {
      ...(isOlder && { version: () => version }),
      packages: each(packageOf),
      remotes: each(remoteOf),
    },
  );
}

const packageNames = {
  registry_type: 'registryType',
  registry_name: 'registryType',
  registryName: 'registryType',
  registry_base_url: 'registryBaseUrl',
  file_sha256: 'fileSha256',
  runtime_hint: 'runtimeHint',
  runtime_arguments: 'runtimeArguments',
  package_arguments: 'packageArguments',
  environment_variables: 'environmentVariables',
  transport_type: 'transport',
  transportType: 'transport',
};

function packageOf(given: JsonObject): JsonObject {
  const names = Object.hasOwn(given, 'identifier') ? packageNames : { ...packageNames, name: 'identifier' };
  const made = translated(given, names, {
    registryType: (type) => (type === 'docker' ? 'oci' : type),
    runtimeArguments: each(inputOf),
    packageArguments: each(inputOf),
    environmentVariables: each(inputOf),
    transport: (transport) => {
      if (typeof transport === 'string') return { type: transportOf(transport) };
      return isObject(transport) ? remoteOf(transport) : transport;
    },
  });
  return made.registryType === 'oci' ? imageOf(made) : made;
}

const tagPattern = /^\w[\w.-]{0,127}$/;
const digestPattern = /^sha\d+:[0-9a-f]+$/;

/**
 * Since 2025-10-11 an image is named by its whole reference, its registry and its tag among it. Where the version can be no tag,
 * everything stays as it came.
 */
function imageOf(given: JsonObject): JsonObject {
  const { identifier, version, registryBaseUrl, ...rest } = given;
  if (typeof identifier !== 'string' || (version === undefined && registryBaseUrl === undefined))
    return given;
  const host = typeof registryBaseUrl === 'string' ? registryBaseUrl.replace(/^https?:\/\/|\/+$/g, '') : '';
  const [first = '', ...path] = identifier.split('/');
  const hasHost = path.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  const image = hasHost || host === '' ? identifier : `${host}/${identifier}`;
  const isTagged = /@|:[^/]*$/.test(identifier);
  if (isTagged || version === undefined) return { ...rest, identifier: image };
  if (typeof version !== 'string') return given;
  if (digestPattern.test(version)) return { ...rest, identifier: `${image}@${version}` };
  return tagPattern.test(version) ? { ...rest, identifier: `${image}:${version}` } : given;
}

function remoteOf(given: JsonObject): JsonObject {
  return translated(
    given,
    { transport_type: 'type', transportType: 'type' },
    { type: transportOf, headers: each(inputOf), variables: ofEach(inputOf) },
  );
}

function inputOf(given: JsonObject): JsonObject {
  const names = {
    is_required: 'isRequired',
    is_secret: 'isSecret',
    is_repeated: 'isRepeated',
    value_hint: 'valueHint',
  };
  // Variables have none of their own.
  return translated(given, names, { variables: ofEach((one) => translated(one, names, {})) });
}

function transportOf(type: Json): Json {
  return type === 'streamable' ? 'streamable-http' : type;
}

/** Members by today's names, in their order. One that is there in both spellings counts in the new one. Itself where nothing changes. */
function translated(object: JsonObject, names: Names, values: Translated): JsonObject {
  const members = new Map<string, Json>();
  let isChanged = false;
  for (const [key, value] of Object.entries(object)) {
    const name = Object.hasOwn(names, key) ? (names[key] as string) : key;
    if (name !== key) isChanged = true;
    if (name !== key && (Object.hasOwn(object, name) || members.has(name))) continue;
    const translate = Object.hasOwn(values, name) ? values[name] : undefined;
    const made = translate === undefined ? value : translate(value);
    if (made !== value) isChanged = true;
    members.set(name, made);
  }
  return isChanged ? Object.fromEntries(members) : object;
}

/** Of a list. What is no object stays. */
function each(translate: (one: JsonObject) => JsonObject): (list: Json) => Json {
  return (list) => {
    if (!Array.isArray(list)) return list;
    const made = list.map((one) => (isObject(one) ? translate(one) : one));
    return made.some((one, at) => one !== list[at]) ? made : list;
  };
}

/** Of an object whose keys are somebody's names. */
function ofEach(translate: (one: JsonObject) => JsonObject): (named: Json) => Json {
  return (named) => {
    if (!isObject(named)) return named;
    const made = Object.entries(named).map(
      ([name, one]) => [name, isObject(one) ? translate(one) : one] as const,
    );
    return made.some(([name, one]) => one !== named[name]) ? Object.fromEntries(made) : named;
  };
}

/** The shapes before knew packages without one, which are spoken to over their standard input. */
function withTransport(one: Json): Json {
  return isObject(one) && !Object.hasOwn(one, 'transport') ? { ...one, transport: { type: 'stdio' } } : one;
}
