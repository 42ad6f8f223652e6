// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of configuration files
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startPlain } from '@/e2e/fixtures/index.mjs';
import { db } from '@/lib/db';
import { registryEntry, toolLine } from '@/lib/registry/testing/samples';
import { runMain } from '../run-main';

const folder = mkdtempSync(join(tmpdir(), 'sallyport-check-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const jsonl = (...records: unknown[]) => records.map((record) => `${JSON.stringify(record)}\n`).join('');

beforeAll(async () => {
  await db().indexServer.deleteMany();
  const servers = file(
    'servers.jsonl',
    jsonl(
      registryEntry('com.checked/files'),
      registryEntry('com.checked/bank'),
      registryEntry('com.checked/evil', { status: 'deleted' }),
    ),
  );
  expect(await runMain(['import', 'registry', servers, '--quiet'])).toMatchObject({
    code: 0,
    stdout: '3 read, 3 new or changed, 0 left out.\n',
  });
  const tools = file(
    'tools.jsonl',
    `${jsonl(
      toolLine('com.checked/files', 'list_files', 'Lists files.'),
      toolLine('com.checked/bank', 'list_accounts', 'Lists accounts.'),
      toolLine('com.checked/bank', 'transfer_money', 'Transfers money.'),
    )}nonsense\n`,
  );
  expect(await runMain(['import', 'tools', tools])).toMatchObject({
    code: 1,
    stdout: '4 read, 3 new or changed, 1 left out.\n',
    stderr: expect.stringContaining('record 4 is left out: it is no object.'),
  });
});

const configuration = () =>
  file(
    'mcp.json',
    `{
  // what our client starts
  "mcpServers": {
    "files": { "command": "npx", "args": ["-y", "@made/files@1.0.0", "/tmp"] },
    "bank": { "url": "https://bank.example.com/mcp/?account=7" },
    "own": { "command": "/opt/own/server", "env": { "API_KEY": "sk-very-secret-value-1234567890" } }
  }
}`,
  );

it('says what each server can do, the riskiest first, and never a secret', async () => {
  const { code, stdout } = await runMain(['check', configuration()]);
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^bank {2}\(https:\/\/bank\.example\.com\/mcp\)\n {2}1 Financial, 1 Read; in the index as com\.checked\/bank\n {4}Financial {3}transfer_money/,
  );
  expect(stdout).toMatch(
    /\nown {2}\(\/opt\/own\/server\)\n {2}unknown: it is not in the index; --discover asks the server itself\n\nfiles/,
  );
  expect(stdout).not.toMatch(/secret-value|account=7/);
});

it('fails on the class or severity that was asked for, and on what nobody knows', async () => {
  const known = file(
    'known.json',
    '{"servers":{"f":{"command":"npx","args":["@made/files"]},"b":{"url":"https://bank.example.com/mcp"}}}',
  );
  const harmless = file('harmless.toml', '[mcp_servers.f]\ncommand = "npx"\nargs = ["@made/files"]\n');
  for (const [path, bar, code] of [
    [known, 'financial', 1],
    [known, 'Critical', 1],
    [harmless, 'write', 0],
    [harmless, 'medium', 0],
    [harmless, 'read', 1],
    [configuration(), 'financial', 1],
  ] as const) {
    expect((await runMain(['check', path, '--fail-on', bar])).code).toBe(code);
  }
  expect(await runMain(['check', known, '--fail-on', 'bad'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('is one of read'),
  });
  expect((await runMain(['check', file('no.json', '{"a":1}')])).code).toBe(2);
});

it('a server that the registry has deleted fails always', async () => {
  const evil = file('evil.json', '{"mcpServers":{"x":{"command":"npx","args":["@made/evil"]}}}');
  expect(await runMain(['check', evil])).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('DELETED'),
  });
});

it('JSON, SARIF and annotations of GitHub tell the same at the place in the file', async () => {
  const path = configuration();
  const json = JSON.parse((await runMain(['check', path, '--format', 'json'])).stdout);
  expect(json.servers).toMatchObject([
    { name: 'bank', worst: 'Financial', byClass: { Financial: 1 } },
    { name: 'own', source: null },
    { name: 'files', worst: 'Read' },
  ]);
  const sarif = JSON.parse((await runMain(['check', path, '--format', 'sarif'])).stdout);
  expect(sarif.runs[0].results[0]).toMatchObject({
    ruleId: 'server-financial',
    level: 'error',
    locations: [{ physicalLocation: { region: { startLine: 5, startColumn: 5 } } }],
  });
  expect((await runMain(['check', path, '--format', 'github'])).stdout).toContain(
    'line=5,col=5,title=server-financial::bank moves money: transfer_money (2 tools)\n',
  );
});

it('asks a server that the index does not know, and starts nothing unasked', async () => {
  const server = await startPlain();
  try {
    const path = file(
      'local.json',
      JSON.stringify({
        mcpServers: {
          local: { url: server.url },
          run: { command: process.execPath, args: ['-e', 'process.exit(3)'] },
        },
      }),
    );
    const { stdout } = await runMain(['check', path, '--discover']);
    expect(stdout).toContain('; as it says itself\n');
    expect(stdout).toContain('commands are started only with --run-commands');
    expect((await runMain(['check', path, '--discover', '--run-commands'])).stdout).toMatch(
      /run {2}\(.*\)\n {2}unknown: (?!it is a command)/,
    );
  } finally {
    await server.close();
  }
});

it('a secret of the file is sent only where that was asked for', async () => {
  const path = file(
    'secret.json',
    '{"mcpServers":{"s":{"url":"http://127.0.0.1:9/mcp","headers":{"Authorization":"Bearer sk-very-secret-value-1234567890"}}}}',
  );
  expect((await runMain(['check', path, '--discover'])).stdout).toContain('--send-secrets');
  expect((await runMain(['check', path, '--discover', '--send-secrets'])).stdout).not.toContain(
    '--send-secrets',
  );
});
