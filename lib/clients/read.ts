/** From a client's configuration to the servers in it, without their secrets. */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of configuration files

import { setOwn } from '@/lib/json';
import type {
  BadEntry,
  ClientEntry,
  Inputs,
  Need,
  NeedAnswer,
  RawEntry,
  ReadyTarget,
  Template,
} from './entry';
import { isSecretName, isSecretValue, masked } from './secret';
import { readEntry, sectionOf } from './shapes';
import { readTolerantly } from './tolerant';

export type ClientConfigurationRead =
  | { ok: true; format: 'json' | 'toml'; entries: (ClientEntry | BadEntry)[]; problems: string[] }
  | { ok: false; message: string; hint: string };

export type Filled =
  | { ok: true; target: ReadyTarget }
  /** `missing` are the ids of needs that nobody answered. */
  | { ok: false; message: string; missing: string[] };

const maxEntries = 500;
const hint =
  'Paste the whole file, or the part with "mcpServers", "servers", "context_servers" or [mcp_servers.…].';

/** Reads every shape that a known client writes. Good entries are kept beside bad ones. */
export function readClientConfiguration(text: string): ClientConfigurationRead {
  const read = taken(text);
  if (!read.ok) return read;
  const entries = read.parts.map((part) => (part.ok ? part.entry : part));
  return { ok: true, format: read.format, entries, problems: read.problems };
}

/**
 * One entry with every need answered, ready to be registered. The text is read again: a secret goes from there straight
 * into the target, and only where the answer says `use: 'file'`.
 */
export function fillEntry(text: string, name: string, answers: Record<string, NeedAnswer>): Filled {
  const read = taken(text);
  const part = read.ok
    ? read.parts.find((candidate) => candidate.ok && candidate.entry.name === name)
    : undefined;
  if (part === undefined || !part.ok)
    return { ok: false, message: `There is no server ${name} in this text.`, missing: [] };
  const { entry, secrets } = part;
  const values = new Map<string, string>();
  for (const need of entry.needs) {
    const answer = Object.hasOwn(answers, need.id) ? answers[need.id] : undefined;
    const fromFile = answer?.use === 'file' ? (secrets.get(need.id) ?? need.fallback) : undefined;
    const value = answer?.use === 'value' ? answer.value : fromFile;
    if (value !== undefined) values.set(need.id, value);
  }
  const missing = entry.needs.filter(({ id }) => !values.has(id));
  if (missing.length > 0) {
    const labels = missing.map(({ label }) => label).join(', ');
    return { ok: false, message: `Still to be given: ${labels}.`, missing: missing.map(({ id }) => id) };
  }
  return { ok: true, target: targetOf(entry, (template) => filled(template, values)) };
}

type Part = { ok: true; entry: ClientEntry; secrets: Map<string, string> } | BadEntry;
type Taken =
  | { ok: true; format: 'json' | 'toml'; parts: Part[]; problems: string[] }
  | { ok: false; message: string; hint: string };

function taken(text: string): Taken {
  const read = readTolerantly(text);
  if (!read.ok) return { ok: false, message: read.message, hint };
  const section = sectionOf(read.value);
  if (section === undefined) return { ok: false, message: 'There are no MCP servers in this text.', hint };
  const problems = [...read.problems];
  if (section.entries.length > maxEntries) problems.push(`Only the first ${maxEntries} servers were read.`);
  const seen = new Set<string>();
  const parts = section.entries.slice(0, maxEntries).map(([name, value]): Part => {
    if (seen.has(name)) return { ok: false, name, problem: 'A server of this name already stands above.' };
    seen.add(name);
    const raw = readEntry(name, value, section.gemini);
    return 'ok' in raw ? raw : withoutSecrets(raw, section.inputs);
  });
  return { ok: true, format: read.format, parts, problems };
}

function withoutSecrets(raw: RawEntry, inputs: Inputs): Part {
  // INVARIANT: a file cannot name the place of a secret, or it could move one to a host of its choice.
  if (JSON.stringify(raw).includes('${secret:')) {
    return { ok: false, name: raw.name, problem: 'It uses a placeholder that is reserved: ${secret:…}.' };
  }
  const needs = new Map<string, Need>();
  const secrets = new Map<string, string>();
  const hide = (value: string, label: string): Template => {
    const id = `secret:${secrets.size + 1}`;
    secrets.set(id, value);
    needs.set(id, { id, kind: 'secret', label, password: true, masked: masked(value) });
    return `\${${id}}`;
  };
  const ask = (template: Template, label: string, secret: boolean): Template => {
    for (const [, id] of placeholders(template)) needs.set(id, needOf(id, secret, inputs));
    const literal = template.replace(/\$\{([^{}]{1,300})\}/g, '');
    const isBare = literal.replace(/^(Bearer|Basic|Token)?\s*$/i, '') === '';
    if (isBare || !(secret || isSecretValue(template))) return template;
    return hide(template, label);
  };
  const record = (values: Record<string, string>, where: string) => {
    const templates: Record<string, Template> = {};
    for (const [key, value] of Object.entries(values)) {
      setOwn(templates, key, ask(value, `${where} ${key}`, isSecretName(key)));
    }
    return templates;
  };
  const headers = record(raw.headers, 'header');
  const env = record(raw.env, 'variable');
  const args = raw.args.map((arg, index) => askArgument(arg, raw.args[index - 1], ask));
  const url = raw.url === undefined ? undefined : askUrl(raw.url, ask);
  const used = [url ?? '', ...args, ...Object.values(headers), ...Object.values(env)];
  const ids = new Set(used.flatMap((template) => placeholders(template).map(([, id]) => id)));
  const kept = [...needs.values()].filter(({ id }) => ids.has(id));
  return { ok: true, entry: { ok: true, ...raw, url, headers, env, args, needs: kept }, secrets };
}

type Ask = (template: Template, label: string, secret: boolean) => Template;

function askArgument(arg: string, before: string | undefined, ask: Ask): Template {
  const option = /^(--?[A-Za-z][\w-]*)=([\s\S]*)$/.exec(arg);
  if (option !== null) {
    const [, name = '', value = ''] = option;
    return `${name}=${ask(value, `argument ${name}`, isSecretName(name))}`;
  }
  const header = before === '--header' || before === '-H' ? /^([^:\s]+):(\s*)([\s\S]*)$/.exec(arg) : null;
  if (header !== null) {
    const [, name = '', blank = '', value = ''] = header;
    return `${name}:${blank}${ask(value, `header ${name}`, isSecretName(name))}`;
  }
  const named = before !== undefined && /^--?[A-Za-z][\w-]*$/.test(before) && !arg.startsWith('-');
  return ask(arg, named ? `argument ${before}` : 'argument', named && isSecretName(before));
}

// Name and password, secret parameters, and random-looking parts of the path.
function askUrl(url: string, ask: Ask): Template {
  const [, head = '', userinfo, rest = ''] = /^(https?:\/\/)(?:([^/?#@]*)@)?([\s\S]*)$/i.exec(url) ?? [];
  if (head === '') return ask(url, 'the URL', false);
  const login = userinfo === undefined ? '' : `${ask(userinfo, 'name and password in the URL', true)}@`;
  const [path = '', ...query] = rest.split('?');
  const segments = path
    .split('/')
    .map((segment, index) => (index === 0 ? ask(segment, 'host', false) : askPart(segment, ask)));
  const parameters = query
    .join('?')
    .split('&')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return value.length === 0
        ? pair
        : `${name}=${ask(value.join('='), `parameter ${name}`, isSecretName(name))}`;
    });
  return `${head}${login}${segments.join('/')}${query.length > 0 ? `?${parameters.join('&')}` : ''}`;
}

function askPart(segment: string, ask: Ask): Template {
  return ask(segment, 'part of the URL’s path', false);
}

function needOf(id: string, secret: boolean, inputs: Inputs): Need {
  const [variable = id, fallback] = id.split(':-');
  const name = variable.replace(/^(env|input):/, '');
  const input = variable.startsWith('input:') ? inputs.get(name) : undefined;
  const password = input?.password ?? (secret || isSecretName(name));
  const given = input?.fallback ?? fallback;
  return {
    id,
    kind: 'placeholder',
    label: input?.description ?? name,
    password,
    ...(given === undefined || given === '' || isSecretValue(given) ? {} : { fallback: given }),
    ...(input?.choices === undefined ? {} : { choices: input.choices }),
  };
}

function targetOf(entry: ClientEntry, fill: (template: Template) => string): ReadyTarget {
  const record = (templates: Record<string, Template>) => {
    const values: Record<string, string> = {};
    for (const [key, template] of Object.entries(templates)) setOwn(values, key, fill(template));
    return values;
  };
  if (entry.transport === 'stdio') {
    return {
      type: 'stdio',
      command: entry.command ?? '',
      args: entry.args.map(fill),
      env: record(entry.env),
    };
  }
  return { type: 'http', url: fill(entry.url ?? ''), headers: record(entry.headers) };
}

function filled(template: Template, values: Map<string, string>): string {
  return template.replace(/\$\{([^{}]{1,300})\}/g, (whole, id: string) => values.get(id) ?? whole);
}

function placeholders(template: Template): [string, string][] {
  return [...template.matchAll(/\$\{([^{}]{1,300})\}/g)].map(([whole, id = '']) => [whole, id]);
}
