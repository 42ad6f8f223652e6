/** Ready configurations for one server behind the gateway, for each client. Shapes: each client's documentation. */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of configuration files

import { stringify } from 'smol-toml';

export const clientIds = [
  'claude-code',
  'claude-desktop',
  'cursor',
  'vscode',
  'windsurf',
  'codex',
  'gemini',
  'zed',
  'curl',
] as const;
export type ClientId = (typeof clientIds)[number];

export const clientNames: Record<ClientId, string> = {
  'claude-code': 'Claude Code',
  'claude-desktop': 'Claude Desktop',
  cursor: 'Cursor',
  vscode: 'VS Code',
  windsurf: 'Windsurf',
  codex: 'Codex',
  gemini: 'Gemini CLI',
  zed: 'Zed',
  curl: 'curl',
};

export type ClientSettings = {
  /** The server's name for people. */
  name: string;
  url: string;
  /** The environment variable that holds the grant's token. `SALLYPORT_TOKEN` when left out. */
  tokenVariable?: string;
  /** The token itself, while it is shown: stands where a client can read no variable. Never in a link. */
  token?: string;
};

export type ClientConfiguration = {
  client: ClientId;
  /** Where it goes: a path, or words for one. */
  file: string;
  text: string;
  language: 'json' | 'toml' | 'shell';
  /** Opens the client and adds the server. Holds no token. */
  installLink?: string;
  /** The same by the client's command line, where it has one. */
  command?: string;
  /** The variable that has to be set before the client starts. */
  needsVariable?: string;
};

type Ready = { key: string; url: string; variable: string; literal: string };
type Json = string | boolean | Json[] | { [key: string]: Json };

export function clientConfiguration(client: ClientId, settings: ClientSettings): ClientConfiguration {
  const variable = settings.tokenVariable ?? 'SALLYPORT_TOKEN';
  const ready: Ready = {
    key: serverKey(settings.name),
    url: settings.url,
    variable,
    literal: settings.token ?? 'YOUR_TOKEN',
  };
  return { client, ...writers[client](ready) };
}

type Written = Omit<ClientConfiguration, 'client'>;

const writers: Record<ClientId, (ready: Ready) => Written> = {
  'claude-code': (ready) => ({
    ...json('.mcp.json', {
      mcpServers: { [ready.key]: { type: 'http', ...remote(ready, `\${${ready.variable}}`) } },
    }),
    command: [
      `claude mcp add --transport http ${ready.key} ${quoted(ready.url)}`,
      `--header ${quoted(`Authorization: Bearer ${ready.literal}`)}`,
    ].join(' '),
    needsVariable: ready.variable,
  }),
  'claude-desktop': ({ key, url, literal }) => ({
    ...json('claude_desktop_config.json', {
      mcpServers: {
        [key]: {
          command: 'npx',
          // Without a blank after the colon: Claude Desktop on Windows splits arguments at blanks.
          args: ['-y', 'mcp-remote', url, '--header', 'Authorization:${AUTH}'],
          env: { AUTH: `Bearer ${literal}` },
        },
      },
    }),
  }),
  cursor: (ready) => {
    const entry = remote(ready, `\${env:${ready.variable}}`);
    const query = `name=${encodeURIComponent(ready.key)}&config=${encodeURIComponent(base64(JSON.stringify(entry)))}`;
    return {
      ...json('~/.cursor/mcp.json', { mcpServers: { [ready.key]: entry } }),
      installLink: `cursor://anysphere.cursor-deeplink/mcp/install?${query}`,
      needsVariable: ready.variable,
    };
  },
  vscode: (ready) => {
    const id = `${ready.key}-token`;
    const inputs = [{ type: 'promptString', id, description: `Token for ${ready.key}`, password: true }];
    const entry = { type: 'http', ...remote(ready, `\${input:${id}}`) };
    const link = encodeURIComponent(JSON.stringify({ name: ready.key, ...entry, inputs }));
    return {
      ...json('.vscode/mcp.json', { inputs, servers: { [ready.key]: entry } }),
      installLink: `vscode:mcp/install?${link}`,
    };
  },
  windsurf: ({ key, url, variable }) => ({
    ...json('~/.codeium/windsurf/mcp_config.json', {
      mcpServers: { [key]: { serverUrl: url, headers: bearer(`\${env:${variable}}`) } },
    }),
    needsVariable: variable,
  }),
  codex: ({ key, url, variable }) => ({
    file: '~/.codex/config.toml',
    text: stringify({ mcp_servers: { [key]: { url, bearer_token_env_var: variable } } }),
    language: 'toml',
    needsVariable: variable,
  }),
  gemini: ({ key, url, variable }) => ({
    ...json('~/.gemini/settings.json', {
      mcpServers: { [key]: { httpUrl: url, headers: bearer(`\${${variable}}`) } },
    }),
    needsVariable: variable,
  }),
  zed: (ready) =>
    json('~/.config/zed/settings.json', { context_servers: { [ready.key]: remote(ready, ready.literal) } }),
  curl: ({ url, variable }) => ({
    file: 'a terminal',
    text: curl(url, variable),
    language: 'shell',
    needsVariable: variable,
  }),
};

/** A name as every client takes it: letters, digits, hyphens. */
function serverKey(name: string): string {
  const key = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 48);
  return key === '' ? 'sallyport' : key;
}

function remote({ url }: Ready, token: string): { url: string; headers: { Authorization: string } } {
  return { url, headers: bearer(token) };
}

function bearer(token: string): { Authorization: string } {
  return { Authorization: `Bearer ${token}` };
}

function json(file: string, value: Json): Written {
  return { file, text: `${JSON.stringify(value, null, 2)}\n`, language: 'json' };
}

// Asks for nothing but an answer to the handshake: whether URL and token are right.
function curl(url: string, variable: string): string {
  const params = {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'curl', version: '1' },
  };
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params });
  return [
    `curl -sS ${quoted(url)}`,
    `-H "Authorization: Bearer $${variable}"`,
    `-H 'Content-Type: application/json'`,
    `-H 'Accept: application/json, text/event-stream'`,
    `-d ${quoted(body)}`,
  ]
    .join(' \\\n  ')
    .concat('\n');
}

// For a POSIX shell.
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function base64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
