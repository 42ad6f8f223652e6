// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of configuration files
import { describe, expect, it } from 'vitest';
import type { ClientEntry } from './entry';
import { fillEntry, readClientConfiguration } from './read';

function entries(text: string | object) {
  const read = readClientConfiguration(typeof text === 'string' ? text : JSON.stringify(text));
  if (!read.ok) throw new Error(read.message);
  return read.entries;
}

function only(text: string | object): ClientEntry {
  const [entry, ...more] = entries(text);
  if (entry === undefined || !entry.ok || more.length > 0) throw new Error(JSON.stringify([entry, ...more]));
  return entry;
}

const url = 'https://mcp.example.com/mcp';

describe('readClientConfiguration', () => {
  it.each([
    [
      'Claude Code',
      { mcpServers: { n: { type: 'http', url, headers: { Authorization: 'Bearer ${VAR}' } } } },
      'VAR',
    ],
    ['Cursor', { mcpServers: { n: { url, headers: { Authorization: 'Bearer ${env:VAR}' } } } }, 'env:VAR'],
    [
      'Windsurf',
      { mcpServers: { n: { serverUrl: url, headers: { Authorization: 'Bearer ${env:VAR}' } } } },
      'env:VAR',
    ],
    [
      'Gemini CLI',
      { mcpServers: { n: { httpUrl: url, headers: { Authorization: 'Bearer ${VAR}' } } } },
      'VAR',
    ],
    ['Zed', { context_servers: { n: { url, headers: { Authorization: 'Bearer ${VAR}' } } } }, 'VAR'],
    ['Codex', `[mcp_servers.n]\nurl = "${url}"\nbearer_token_env_var = "VAR"\n`, 'VAR'],
    [
      'Codex with headers',
      `[mcp_servers.n]\nurl = "${url}"\nenv_http_headers = { Authorization = "VAR" }\n`,
      'VAR',
    ],
  ])('reads %s', (_client, text, id) => {
    const entry = only(text);
    expect(entry).toMatchObject({
      name: 'n',
      transport: 'http',
      url,
      needs: [{ id, kind: 'placeholder', label: 'VAR' }],
    });
    const answers = { [id]: { use: 'value', value: 'tok' } } as const;
    const source = typeof text === 'string' ? text : JSON.stringify(text);
    expect(fillEntry(source, 'n', answers)).toMatchObject({ ok: true, target: { type: 'http', url } });
    expect(fillEntry(source, 'n', {})).toEqual({
      ok: false,
      message: 'Still to be given: VAR.',
      missing: [id],
    });
  });

  it('reads VS Code with its inputs', () => {
    const entry = only({
      inputs: [
        { type: 'promptString', id: 't', description: 'API token', password: true },
        { type: 'pickString', id: 'r', description: 'Region', options: ['eu', 'us'], default: 'eu' },
      ],
      servers: {
        n: { type: 'http', url, headers: { Authorization: 'Bearer ${input:t}', 'X-Region': '${input:r}' } },
      },
    });
    expect(entry.needs).toEqual([
      { id: 'input:t', kind: 'placeholder', label: 'API token', password: true },
      {
        id: 'input:r',
        kind: 'placeholder',
        label: 'Region',
        password: false,
        fallback: 'eu',
        choices: ['eu', 'us'],
      },
    ]);
  });

  it('reads VS Code’s settings, Claude Code’s own file and a single server', () => {
    expect(only({ 'editor.fontSize': 12, mcp: { servers: { n: { url } } } }).url).toBe(url);
    expect(only({ projects: { '/home/me': { mcpServers: { n: { type: 'http', url } } } } }).url).toBe(url);
    expect(only({ name: 'n', type: 'http', url })).toMatchObject({ name: 'n', url });
    expect(only({ n: { command: 'npx', args: ['-y', 'x'] } })).toMatchObject({ name: 'n', command: 'npx' });
    expect(only(`"n": { "url": "${url}" },`)).toMatchObject({ name: 'n', url });
  });

  it('reads the mcp-remote wrapper as the URL that it wraps', () => {
    const text = {
      mcpServers: {
        n: {
          command: 'npx',
          args: [
            '-y',
            'mcp-remote@latest',
            url,
            '--header',
            'Authorization:${AUTH}',
            '--header',
            'X-Team: blue',
          ],
          env: { AUTH: 'Bearer sp_0123456789abcdef' },
        },
      },
    };
    const entry = only(text);
    expect(entry).toMatchObject({ transport: 'http', url, wrapper: 'mcp-remote', args: [], env: {} });
    expect(entry.headers).toEqual({ Authorization: '${secret:1}', 'X-Team': 'blue' });
    expect(JSON.stringify(entry)).not.toContain('0123456789');
    expect(
      only({
        mcpServers: {
          n: { command: 'cmd', args: ['/c', 'npx', 'mcp-remote', url, '--transport', 'sse-only'] },
        },
      }),
    ).toMatchObject({
      transport: 'sse',
      url,
    });
  });

  it('reads a command with its arguments and environment', () => {
    const text = {
      mcpServers: {
        n: {
          command: 'docker',
          args: ['run', '-e', 'LOG=1', '--port', 8080],
          env: { LOG_LEVEL: 'debug', N: 5, API_KEY: '${API_KEY:-none}' },
        },
      },
    };
    expect(only(text)).toMatchObject({
      transport: 'stdio',
      command: 'docker',
      args: ['run', '-e', 'LOG=1', '--port', '8080'],
      env: { LOG_LEVEL: 'debug', N: '5', API_KEY: '${API_KEY:-none}' },
      needs: [{ id: 'API_KEY:-none', label: 'API_KEY', password: true, fallback: 'none' }],
    });
    const answers = { 'API_KEY:-none': { use: 'file' } } as const;
    expect(fillEntry(JSON.stringify(text), 'n', answers)).toMatchObject({
      target: { env: { API_KEY: 'none' } },
    });
  });

  it('reads Zed’s old shape and a command written as a list', () => {
    const zed = {
      context_servers: {
        n: { source: 'custom', command: { path: 'node', args: ['x.js'], env: { A: 'b' } } },
      },
    };
    expect(only(zed)).toMatchObject({ command: 'node', args: ['x.js'], env: { A: 'b' } });
    expect(only({ mcpServers: { n: { command: ['node', 'x.js'] } } })).toMatchObject({
      command: 'node',
      args: ['x.js'],
    });
  });

  it.each(['http', 'streamable-http', 'streamableHttp', 'streamable_http', 'sse'])(
    'knows the type %s',
    (type) => {
      expect(only({ mcpServers: { n: { type, url } } }).transport).toBe(type === 'sse' ? 'sse' : 'http');
    },
  );

  it('takes a bare url for SSE in Gemini’s file alone', () => {
    const gemini = { mcpServers: { a: { httpUrl: url }, n: { url } } };
    expect(entries(gemini).map((entry) => entry.ok && entry.transport)).toEqual(['http', 'sse']);
    expect(only({ selectedAuthType: 'x', mcpServers: { n: { url } } }).transport).toBe('sse');
    expect(only({ mcpServers: { n: { url } } }).transport).toBe('http');
  });

  it('allows comments, trailing commas and a byte order mark', () => {
    const text = `\ufeff// mine\n{\n  /* all */ "mcpServers": {\n    "n": { "url": "${url}", // not "http://x/*"\n    "headers": {"X-A": "a//b,}",},},\n  },\n}\n`;
    expect(only(text)).toMatchObject({ url, headers: { 'X-A': 'a//b,}' } });
  });

  it('reports bad entries beside good ones', () => {
    const text = {
      mcpServers: {
        good: { url },
        a: 5,
        b: {},
        c: { type: 'ws', url },
        d: { url: 'file:///etc/passwd' },
        e: { type: 'http' },
        f: { command: '  ' },
      },
    };
    expect(entries(text)).toMatchObject([
      { ok: true, name: 'good' },
      { ok: false, name: 'a', problem: 'It is not an object.' },
      { ok: false, name: 'b', problem: 'It has neither a command nor a URL.' },
      { ok: false, name: 'c', problem: 'Its transport “ws” is not spoken here.' },
      { ok: false, name: 'd', problem: 'Its URL is no http or https address.' },
      { ok: false, name: 'e', problem: 'It has no URL.' },
      { ok: false, name: 'f', problem: 'It has neither a command nor a URL.' },
    ]);
  });

  it('says which servers are turned off, and what it left out', () => {
    expect(only({ mcpServers: { n: { url, disabled: true } } }).disabled).toBe(true);
    expect(only(`[mcp_servers.n]\ncommand = "x"\nenabled = false\nenv_vars = ["A"]`)).toMatchObject({
      disabled: true,
      env: { A: '${A}' },
    });
    expect(only({ mcpServers: { n: { url, headers: { a: {}, b: 'c' } } } })).toMatchObject({
      headers: { b: 'c' },
      problems: ['The header a is no text and was left out.'],
    });
  });

  it.each([
    ['', 'The text is empty.'],
    ['{"mcpServers": {', 'This is not JSON: it goes wrong in line 1.'],
    ['{"a": 1}', 'There are no MCP servers in this text.'],
    ['{\n"mcpServers": nope\n}', 'This is not JSON: it goes wrong in line 2.'],
    ['hello there', 'This is neither JSON nor TOML.'],
    [`{"a":${'['.repeat(100_000)}`, 'This is not JSON'],
    [`a = ${'['.repeat(50_000)}`, 'This is neither JSON nor TOML.'],
    ['x'.repeat(1024 * 1024 + 1), 'The text is over 1 MiB.'],
  ])('refuses %.20j in plain words', (text, message) => {
    const read = readClientConfiguration(text);
    expect(read.ok).toBe(false);
    expect(!read.ok && read.message).toContain(message);
  });

  it('keeps names such as __proto__ and harms nothing', () => {
    const text = `{"mcpServers":{"__proto__":{"url":"${url}"},"constructor":{"command":"x","env":{"__proto__":"y"}}}}`;
    expect(entries(text).map(({ name }) => name)).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>).url).toBeUndefined();
    expect(fillEntry(text, 'hasOwnProperty', {})).toMatchObject({ ok: false });
  });
});

describe('secrets in a file', () => {
  const secret = 'sk-live-0123456789abcdefABCDEF';
  const text = JSON.stringify({
    mcpServers: {
      a: {
        url: `https://me:${secret}@x.example/mcp?api_key=${secret}&v=1`,
        headers: { Authorization: `Bearer ${secret}`, 'X-Team': 'blue' },
      },
      b: {
        command: 'npx',
        args: ['x', '--api-key', secret, `--token=${secret}`, '--mode', 'fast'],
        env: {
          API_TOKEN: secret,
          DB: `postgres://u:${secret}@db/x`,
          LEVEL: 'info',
          KEY_FILE: '/etc/key.pem',
        },
      },
      c: { url: `https://hooks.example/s/${'aB3'.repeat(12)}/mcp` },
    },
  });

  it('are asked about and shown by their first characters alone', () => {
    const read = readClientConfiguration(text);
    expect(JSON.stringify(read)).not.toContain('0123456789');
    const [a, b, c] = entries(text);
    expect(a).toMatchObject({
      url: 'https://${secret:2}@x.example/mcp?api_key=${secret:3}&v=1',
      headers: { Authorization: '${secret:1}', 'X-Team': 'blue' },
    });
    expect(a?.ok && a.needs.map(({ label, masked }) => [label, masked])).toContainEqual([
      'header Authorization',
      'Bearer sk-l… (30 characters)',
    ]);
    expect(b).toMatchObject({
      args: ['x', '--api-key', '${secret:3}', '--token=${secret:4}', '--mode', 'fast'],
      env: { API_TOKEN: '${secret:1}', DB: '${secret:2}', LEVEL: 'info', KEY_FILE: '/etc/key.pem' },
    });
    expect(c?.ok && c.needs).toHaveLength(1);
  });

  it('of one character are counted as one', () => {
    const [only] = entries(
      JSON.stringify({
        mcpServers: { a: { url: 'https://x.example', headers: { Authorization: 'Bearer T' } } },
      }),
    );
    expect(only?.ok && only.needs.map(({ masked }) => masked)).toEqual(['Bearer … (1 character)']);
  });

  it('are taken in only by leave, each for itself', () => {
    expect(fillEntry(text, 'c', {})).toMatchObject({ ok: false, missing: ['secret:1'] });
    expect(fillEntry(text, 'c', { 'secret:1': { use: 'file' } })).toMatchObject({
      ok: true,
      target: { url: `https://hooks.example/s/${'aB3'.repeat(12)}/mcp` },
    });
    expect(fillEntry(text, 'c', { 'secret:1': { use: 'value', value: 'other' } })).toMatchObject({
      target: { url: 'https://hooks.example/s/other/mcp' },
    });
  });

  it('cannot be moved elsewhere by a file that names their place', () => {
    const moved = {
      mcpServers: {
        n: { url: 'https://evil.example/${secret:1}', headers: { Authorization: `Bearer ${secret}` } },
      },
    };
    expect(entries(moved)).toMatchObject([{ ok: false, problem: expect.stringContaining('reserved') }]);
  });
});
