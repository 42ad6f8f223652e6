import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Granted } from '@/lib/control/testing/granted';
import {
  type GatewayProcess,
  type Installation,
  type ServedServer,
  serve,
  startInstallation,
} from '../gateways';
import { inNewerNode } from './suite';

// Other people's clients and servers, with `sallyport gateway` between them.

const node = process.execPath;
const program = (name: string) =>
  fileURLToPath(import.meta.resolve(`@modelcontextprotocol/server-${name}/dist/index.js`));
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'sallyport-clients-')));
writeFileSync(join(folder, 'note.txt'), 'A note.');

/** What each server is asked, and what a client sees of it. */
const servers = {
  'everything over stdio': {
    start: async (): Promise<ServedServer> => [node, program('everything'), 'stdio'],
    allowed: ['echo', { message: 'hello' }, 'Echo: hello'],
    denied: ['get-sum', { a: 1, b: 2 }],
    hidden: 'get-env',
  },
  'everything over HTTP': {
    start: () => everythingOverHttp(),
    allowed: ['echo', { message: 'hello' }, 'Echo: hello'],
    denied: ['get-sum', { a: 1, b: 2 }],
    hidden: 'get-env',
  },
  filesystem: {
    start: async (): Promise<ServedServer> => [node, program('filesystem'), folder],
    allowed: ['read_text_file', { path: join(folder, 'note.txt') }, 'A note.'],
    denied: ['write_file', { path: join(folder, 'new.txt'), content: 'x' }],
    hidden: 'move_file',
  },
  memory: {
    start: async (): Promise<ServedServer> => [node, program('memory')],
    allowed: ['search_nodes', { query: 'nobody' }, '"entities": []'],
    denied: ['create_entities', { entities: [] }],
    hidden: 'delete_entities',
  },
} as const;

let installation: Installation;
let gateway: GatewayProcess;
const started: ChildProcess[] = [];

beforeAll(async () => {
  installation = await startInstallation();
  gateway = await installation.gateway();
});
afterAll(async () => {
  await installation?.close();
  for (const child of started) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** It would listen on every address: see the preload. */
async function everythingOverHttp(): Promise<string> {
  const port = await freePort();
  const preload = join(import.meta.dirname, '../fixtures/on-loopback.mjs');
  const child = spawn(node, ['--import', preload, program('everything'), 'streamableHttp'], {
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  started.push(child);
  await new Promise<void>((done, fail) => {
    child.stderr.on('data', (text) => /listening on port/i.test(String(text)) && done());
    child.once('exit', () => fail(new Error('server-everything ended.')));
  });
  return `http://127.0.0.1:${port}/mcp`;
}

describe.each(Object.entries(servers))('%s', (_, { start, allowed, denied, hidden }) => {
  let granted: Granted;
  let url: string;

  beforeAll(async () => {
    const reason = 'Not for agents.';
    const policy = { default: 'allow', hide: [hidden], tools: { [denied[0]]: { action: 'deny', reason } } };
    granted = await serve(await start(), { policy, may: 'everything' });
    url = `${gateway.url}/mcp/${granted.serverId}`;
  });

  test.each(['legacy', 'auto'] as const)('with the SDK’s client (%s)', async (mode) => {
    const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } });
    const headers = { authorization: `Bearer ${granted.token}` };
    await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }));
    try {
      const names = (await client.listTools()).tools.map(({ name }) => name);
      expect(names).toContain(allowed[0]);
      expect(names).toContain(denied[0]);
      expect(names).not.toContain(hidden);
      const answer = await client.callTool({ name: allowed[0], arguments: allowed[1] });
      expect(JSON.stringify(answer.content)).toContain(JSON.stringify(allowed[2]).slice(1, -1));
      expect(await client.callTool({ name: denied[0], arguments: denied[1] })).toMatchObject({
        isError: true,
        content: [{ text: '[POLICY DENIED] Not for agents.' }],
      });
      await expect(client.callTool({ name: hidden, arguments: {} })).rejects.toMatchObject({ code: -32602 });
    } finally {
      await client.close();
    }
  });

  test('with the Inspector’s command line', async () => {
    const listed = await inspect(url, granted.token, ['--method', 'tools/list']);
    expect(listed).toContain(`"${allowed[0]}"`);
    expect(listed).not.toContain(`"${hidden}"`);
    const call = (name: string, args: object) =>
      inspect(url, granted.token, [
        ...['--method', 'tools/call', '--tool-name', name],
        ...Object.entries(args).flatMap(([key, value]) => [
          '--tool-arg',
          `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
        ]),
      ]);
    expect(await call(allowed[0], allowed[1])).toContain(JSON.stringify(allowed[2]).slice(1, -1));
    expect(await call(denied[0], denied[1])).toContain('[POLICY DENIED] Not for agents.');
  });
});

async function inspect(url: string, token: string, args: string[]): Promise<string> {
  const inspector = 'node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js';
  const { said } = await inNewerNode([
    join(import.meta.dirname, inspector),
    '--cli',
    url,
    ...['--transport', 'http', '--header', `Authorization: Bearer ${token}`],
    ...args,
  ]);
  return said;
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
