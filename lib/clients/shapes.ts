/** Where the servers stand in a client's file, and how each is written. */

import { isObject, type Json, type JsonObject, own, setOwn } from '@/lib/json';
import { type BadEntry, type Inputs, type RawEntry, textOf } from './entry';
import { unwrapMcpRemote } from './mcp-remote';

// As long as a whole environment may be on some systems; what follows looks at every character.
const maxEntryLength = 64 * 1024;
const httpTypes = new Set(['http', 'streamable-http', 'streamablehttp', 'streamable_http', 'remote']);
const sections = ['mcpServers', 'servers', 'context_servers', 'mcp_servers'];
const geminiKeys = [
  'selectedAuthType',
  'general',
  'ui',
  'tools',
  'context',
  'security',
  'theme',
  'contextFileName',
];

export type Section = { entries: [string, Json][]; inputs: Inputs; gemini: boolean };

/** undefined where nothing in the file looks like servers. */
export function sectionOf(root: Json): Section | undefined {
  if (!isObject(root)) return undefined;
  const homes = [root, own(root, 'mcp'), ...projectsOf(root)].filter(isObject);
  const found = homes.flatMap((home) =>
    sections.flatMap((key) => {
      const section = own(home, key);
      return isObject(section) ? Object.entries(section) : [];
    }),
  );
  const inputs = inputsOf(own(root, 'inputs') ?? (isObject(root.mcp) ? own(root.mcp, 'inputs') : undefined));
  if (found.length > 0 || homes.some((home) => sections.some((key) => isObject(own(home, key))))) {
    const gemini =
      geminiKeys.some((key) => Object.hasOwn(root, key)) ||
      found.some(([, entry]) => isObject(entry) && Object.hasOwn(entry, 'httpUrl'));
    return { entries: found, inputs, gemini };
  }
  if (isServer(root)) return { entries: [[textOf(root.name) ?? 'server', root]], inputs, gemini: false };
  const bare = Object.entries(root).filter(([, entry]) => isServer(entry));
  return bare.length === 0 ? undefined : { entries: bare, inputs, gemini: false };
}

export function readEntry(name: string, entry: Json, gemini: boolean): RawEntry | BadEntry {
  if (!isObject(entry)) return bad(name, 'It is not an object.');
  if (JSON.stringify(entry).length > maxEntryLength) return bad(name, 'It is longer than 64 kB.');
  const problems: string[] = [];
  const url = textOf(own(entry, 'httpUrl') ?? own(entry, 'url') ?? own(entry, 'serverUrl'));
  const { command, args: own1, env: own2 } = commandOf(entry);
  const said = textOf(own(entry, 'type') ?? own(entry, 'transport'))?.toLowerCase();
  const isStdio = said === 'stdio' || said === 'local' || (said === undefined && url === undefined);
  const raw: RawEntry = {
    name,
    transport: 'stdio',
    headers: {},
    args: own1 ?? listOf(own(entry, 'args'), 'argument', problems),
    env: recordOf(own2 ?? own(entry, 'env') ?? own(entry, 'environment'), 'variable', problems),
    disabled: own(entry, 'disabled') === true || own(entry, 'enabled') === false,
    problems,
  };
  for (const variable of listOf(own(entry, 'env_vars'), 'variable', problems)) {
    setOwn(raw.env, variable, `\${${variable}}`);
  }
  if (isStdio || (said === undefined && command !== undefined)) {
    if (command === undefined) return bad(name, 'It has neither a command nor a URL.');
    if (url !== undefined) problems.push('It has a command and a URL; the command counts.');
    return unwrapMcpRemote({ ...raw, command });
  }
  if (said !== undefined && said !== 'sse' && !httpTypes.has(said)) {
    return bad(name, `Its transport “${said.slice(0, 40)}” is not spoken here.`);
  }
  if (url === undefined) return bad(name, 'It has no URL.');
  if (!/^(https?:\/\/|\$\{)/i.test(url)) return bad(name, 'Its URL is no http or https address.');
  const isSse = said === 'sse' || (said === undefined && gemini && !Object.hasOwn(entry, 'httpUrl'));
  const headers = headersOf(entry, problems);
  return { ...raw, transport: isSse ? 'sse' : 'http', url, headers, args: [], env: {} };
}

function headersOf(entry: JsonObject, problems: string[]): Record<string, string> {
  const requestInit = own(entry, 'requestInit');
  const nested = isObject(requestInit) ? own(requestInit, 'headers') : undefined;
  const headers = recordOf(own(entry, 'headers') ?? own(entry, 'http_headers') ?? nested, 'header', problems);
  const fromEnvironment = recordOf(own(entry, 'env_http_headers'), 'header', problems);
  for (const [header, variable] of Object.entries(fromEnvironment))
    setOwn(headers, header, `\${${variable}}`);
  const bearer = textOf(own(entry, 'bearer_token_env_var'));
  if (bearer !== undefined) headers.Authorization = `Bearer \${${bearer}}`;
  return headers;
}

// Zed once wrote { "command": { "path", "args", "env" } }; others write the whole command as a list.
function commandOf(entry: JsonObject): { command?: string; args?: string[]; env?: Json } {
  const command = own(entry, 'command');
  if (isObject(command)) {
    return {
      command: textOf(own(command, 'path')),
      args: listOf(own(command, 'args'), 'argument', []),
      env: own(command, 'env'),
    };
  }
  if (Array.isArray(command)) {
    const [first, ...rest] = listOf(command, 'argument', []);
    return { command: first, args: rest };
  }
  const text = textOf(command);
  return text === undefined || text.trim() === '' ? {} : { command: text };
}

function listOf(value: Json | undefined, word: string, problems: string[]): string[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    problems.push(`Its ${word}s are no list and were left out.`);
    return [];
  }
  return value.flatMap((member) => {
    const text = textOf(member);
    if (text === undefined) problems.push(`An ${word} that is no text was left out.`.replace('An v', 'A v'));
    return text === undefined ? [] : [text];
  });
}

function recordOf(value: Json | undefined, word: string, problems: string[]): Record<string, string> {
  const record: Record<string, string> = {};
  if (value === undefined || value === null) return record;
  if (!isObject(value)) {
    problems.push(`Its ${word}s are no object and were left out.`);
    return record;
  }
  for (const [key, member] of Object.entries(value)) {
    const text = textOf(member);
    if (text === undefined) problems.push(`The ${word} ${key.slice(0, 80)} is no text and was left out.`);
    else setOwn(record, key, text);
  }
  return record;
}

function inputsOf(value: Json | undefined): Inputs {
  const inputs: Inputs = new Map();
  for (const input of Array.isArray(value) ? value : []) {
    const id = isObject(input) ? textOf(input.id) : undefined;
    if (!isObject(input) || id === undefined) continue;
    const options = own(input, 'options');
    inputs.set(id, {
      description: textOf(own(input, 'description')),
      password: own(input, 'password') === true,
      fallback: textOf(own(input, 'default')),
      ...(Array.isArray(options) ? { choices: options.flatMap((option) => textOf(option) ?? []) } : {}),
    });
  }
  return inputs;
}

// Claude Code's own file keeps servers a project.
function projectsOf(root: JsonObject): Json[] {
  const projects = own(root, 'projects');
  return isObject(projects) ? Object.values(projects) : [];
}

function isServer(value: Json): boolean {
  if (!isObject(value)) return false;
  const { url, httpUrl, serverUrl, command } = value;
  const remote = url ?? httpUrl ?? serverUrl;
  return typeof remote === 'string' || typeof command === 'string' || Array.isArray(command);
}

function bad(name: string, problem: string): BadEntry {
  return { ok: false, name, problem };
}
