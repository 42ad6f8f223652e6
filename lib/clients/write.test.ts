// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of configuration files
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { fillEntry, readClientConfiguration } from './read';
import { clientConfiguration, clientIds } from './write';

const url = 'https://sallyport.example/mcp/8f3a?x=1&y=it%27s';
const settings = { name: 'Security Scans (prod)', url };

describe('clientConfiguration', () => {
  it.each(clientIds.filter((id) => id !== 'curl'))('of %s is read back as it was meant', (client) => {
    const { text } = clientConfiguration(client, { ...settings, token: 'sp_0123456789abcdefghij' });
    const read = readClientConfiguration(text);
    if (!read.ok) throw new Error(read.message);
    expect(read.entries).toHaveLength(1);
    const [entry] = read.entries;
    expect(entry).toMatchObject({
      ok: true,
      name: 'security-scans-prod',
      transport: 'http',
      url,
      problems: [],
    });
    if (!entry?.ok) return;
    expect(entry.needs).toHaveLength(1);
    const id = entry.needs[0]?.id ?? '';
    const filled = fillEntry(text, entry.name, {
      [id]: { use: 'value', value: entry.headers.Authorization === `\${${id}}` ? 'Bearer tok' : 'tok' },
    });
    expect(filled).toEqual({
      ok: true,
      target: { type: 'http', url, headers: { Authorization: 'Bearer tok' } },
    });
  });

  it('keeps the token out of files that can name a variable, and out of every link', () => {
    const token = 'sp_0123456789abcdefghij';
    for (const client of clientIds) {
      const { text, installLink, needsVariable } = clientConfiguration(client, { ...settings, token });
      if (needsVariable !== undefined) expect(text).not.toContain(token);
      if (installLink !== undefined) {
        const [, config = ''] = /config=([^&]+)/.exec(installLink) ?? [];
        expect(decodeURIComponent(installLink) + atob(decodeURIComponent(config))).not.toContain(token);
      }
    }
  });

  it('writes links that their clients take apart into the same entry', () => {
    const cursor = clientConfiguration('cursor', { ...settings, name: 'Überwachung' }).installLink ?? '';
    const config = new URL(cursor).searchParams.get('config') ?? '';
    expect(JSON.parse(atob(config))).toEqual({
      url,
      headers: { Authorization: 'Bearer ${env:SALLYPORT_TOKEN}' },
    });
    const vscode = clientConfiguration('vscode', settings).installLink ?? '';
    expect(JSON.parse(decodeURIComponent(vscode.slice('vscode:mcp/install?'.length)))).toMatchObject({
      name: 'security-scans-prod',
      type: 'http',
      url,
      inputs: [{ id: 'security-scans-prod-token', password: true }],
    });
  });

  it.each(['It’s $(touch /tmp/x) `id` "quoted" \\', "a'b; rm -rf /"])('quotes %j for a shell', (odd) => {
    const hostile = `https://x.example/${odd}`;
    const { text } = clientConfiguration('curl', { ...settings, url: hostile });
    const script = `curl() { for a in "$@"; do printf '%s\\n' "$a"; done; }\n${text}`;
    const said = execFileSync('sh', ['-c', script], { env: { ...process.env, SALLYPORT_TOKEN: 'tok' } })
      .toString()
      .split('\n');
    expect(said).toContain(hostile);
    expect(said).toContain('Authorization: Bearer tok');
    const { command = '' } = clientConfiguration('claude-code', { ...settings, url: hostile, token: odd });
    const words = execFileSync('sh', [
      '-c',
      `claude() { for a in "$@"; do printf '%s\\n' "$a"; done; }\n${command}`,
    ]).toString();
    expect(words.split('\n').slice(3, 7)).toEqual(['http', 'security-scans-prod', hostile, '--header']);
    expect(words).toContain(`Authorization: Bearer ${odd}`);
  });

  it('names a server that has no letters', () => {
    expect(clientConfiguration('zed', { name: '日本', url }).text).toContain('"sallyport"');
  });
});
