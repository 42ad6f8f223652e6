// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of configuration files
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillEntry, readClientConfiguration } from './read';

const key = fc.constantFrom(
  'url',
  'httpUrl',
  'command',
  'args',
  'env',
  'headers',
  'type',
  'inputs',
  'enabled',
  '__proto__',
  'x',
);
const value = fc.oneof(
  fc.constantFrom(
    'https://x.example/mcp',
    'npx',
    'mcp-remote',
    '--header',
    'A:${B}',
    '${env:X}',
    'stdio',
    'sse',
  ),
  fc.jsonValue({ maxDepth: 1 }),
);
const entry = fc.dictionary(
  key,
  fc.oneof(value, fc.array(value, { maxLength: 4 }), fc.dictionary(key, value, { maxKeys: 3 })),
  { maxKeys: 5 },
);

describe('a configuration from a stranger', () => {
  it('is read or refused, never thrown over', () => {
    const top = fc.constantFrom('mcpServers', 'servers', 'context_servers', 'mcp_servers', 'mcp', 'inputs');
    const file = fc.dictionary(
      top,
      fc.oneof(fc.dictionary(fc.string({ maxLength: 6 }), fc.oneof(entry, value), { maxKeys: 4 }), value),
    );
    fc.assert(
      fc.property(file, (written) => {
        const text = JSON.stringify(written);
        const read = readClientConfiguration(text);
        if (!read.ok) return;
        for (const { name } of read.entries) fillEntry(text, name, {});
      }),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 400, unit: fc.constantFrom(...'{}[]",:=/*#\\\n a$') }), (text) => {
        readClientConfiguration(text);
      }),
      { numRuns: 500 },
    );
  });

  it('never gives away a secret, wherever it stands', () => {
    const secret = 'ghp_0123456789abcdefABCDEF0123456789abcd';
    const place = fc.constantFrom(
      { url: `https://x.example/${secret}` },
      { url: `https://x.example/mcp?token=${secret}` },
      { url: `https://${secret}@x.example/mcp` },
      { url: 'https://x.example', headers: { 'X-Anything': secret } },
      { url: 'https://x.example', headers: { Authorization: `Bearer \${X} ${secret}` } },
      { command: 'x', args: [secret] },
      { command: 'x', args: [`--anything=${secret}`] },
      { command: 'x', args: ['-H', `Authorization: token ${secret}`] },
      { command: 'npx', args: ['mcp-remote', 'https://x.example', '--header', `X-A:${secret}`] },
      { command: 'x', env: { ANYTHING: secret } },
    );
    fc.assert(
      fc.property(place, (written) => {
        const read = readClientConfiguration(JSON.stringify({ mcpServers: { n: written } }));
        expect(read).toMatchObject({ ok: true, entries: [{ ok: true }] });
        expect(JSON.stringify(read)).not.toContain('0123456789');
      }),
    );
  });

  it.each([
    ['placeholders', `{"mcpServers":{"n":{"command":"x","args":["${'${a}'.repeat(200_000)}"]}}}`],
    ['open braces', `{"mcpServers":{"n":{"command":"x","args":["${'${'.repeat(400_000)}"]}}}`],
    ['comments', `${'/*'.repeat(400_000)}`],
    ['quotes', `${'"\n'.repeat(400_000)}`],
    ['commas', `{${','.repeat(900_000)}}`],
    ['slashes', `{"mcpServers":{"n":{"url":"https://${'a/'.repeat(400_000)}"}}}`],
    ['dots', `{"mcpServers":{"n":{"url":"https://x/?${'a=b&'.repeat(200_000)}"}}}`],
  ])('is read in time, though it is full of %s', (_what, text) => {
    // Anything worse than linear runs into the test's own time limit.
    readClientConfiguration(text);
  });
});
