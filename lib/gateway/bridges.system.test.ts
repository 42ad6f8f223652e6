import { fileURLToPath } from 'node:url';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { expect, onTestFinished, test } from 'vitest';
import { startLegacySse, stdioFixture } from '@/e2e/fixtures/index.mjs';
import { type ConnectTarget, connectTo } from '@/lib/upstream';
import { ownCodes } from './answer';
import {
  approve,
  byClass,
  type Harness,
  riskClasses,
  serverId,
  setClasses,
  startHarness,
  token,
} from './testing/harness';

const allow = '{"version":"1","default":"allow","hide":["hidden_*"]}';
const everything = fileURLToPath(
  import.meta.resolve('@modelcontextprotocol/server-everything/dist/index.js'),
);

async function start(target: ConnectTarget): Promise<Harness> {
  const gateway = await startHarness('http://127.0.0.1:9/mcp', {
    policy: allow,
    server: { unreviewed: 'allow' },
  });
  const { connection } = await connectTo(target, { loopback: true, allowNets: [] });
  gateway.ports.setUpstream(serverId, async () => connection);
  onTestFinished(gateway.close);
  return gateway;
}

async function connect(url: string, mode: 'legacy' | 'auto'): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } });
  const requestInit = { headers: { authorization: `Bearer ${token}` } };
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit }));
  onTestFinished(() => client.close());
  return client;
}

const node = (...args: string[]): ConnectTarget => ({
  type: 'stdio',
  command: process.execPath,
  args,
  cwd: '/tmp',
});

test.each(['legacy', 'auto'] as const)('server-everything answers over stdio (%s client)', async (mode) => {
  const gateway = await start(node(everything, 'stdio'));
  const client = await connect(gateway.url, mode);
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toContain('echo');
  const answer = await client.callTool({ name: 'echo', arguments: { message: 'hello' } });
  expect(answer.content).toMatchObject([{ text: 'Echo: hello' }]);
  expect(gateway.ports.records).toMatchObject([{ tool: 'echo', verdict: 'allow' }]);
});

test('clients of one bridged server have a process each, and colliding ids do not meet', async () => {
  const gateway = await start(node(stdioFixture));
  const clients = await Promise.all([1, 2, 3].map(() => connect(gateway.url, 'legacy')));
  const answers = await Promise.all(
    clients.flatMap((client, who) =>
      [1, 2, 3, 4].map(async (turn) => {
        const { content } = await client.callTool({ name: 'any', arguments: { who, turn } });
        return { who, turn, got: JSON.parse((content as { text: string }[])[0]?.text ?? '').arguments };
      }),
    ),
  );
  for (const { who, turn, got } of answers) expect(got).toEqual({ who, turn });
});

test('modern requests of one grant share a process under ids of the bridge’s own', async () => {
  const gateway = await start(node(stdioFixture, 'modern'));
  const meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  const headers = { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/list' };
  const ids = [7, '7', 8, 'a"b\\'];
  const answers = await Promise.all(
    ids.map(async (id) =>
      (
        await gateway.post({ jsonrpc: '2.0', id, method: 'tools/list', params: { _meta: meta } }, headers)
      ).json(),
    ),
  );
  expect((answers as { id: unknown }[]).map(({ id }) => id)).toEqual(ids);
});

test('a server of the oldest transport is reached', async () => {
  const server = await startLegacySse();
  onTestFinished(server.close);
  const gateway = await start({ type: 'http', speaks: 'sse', url: server.url });
  const client = await connect(gateway.url, 'legacy');
  expect((await client.listTools()).tools).toHaveLength(7);
});

test('a program that cannot be started is a clean error, and what was counted is given back', async () => {
  const gateway = await start({ type: 'stdio', command: '/nonexistent/program', args: [], cwd: '/tmp' });
  const hello = {
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-11-25', capabilities: {} },
  };
  const answer = await gateway.post(hello);
  expect(answer.status).toBe(502);
  expect(await answer.json()).toMatchObject({ error: { message: 'The server cannot be reached.' } });
});

test.each(riskClasses)(
  'a program that cannot be started gets no call, and what was counted for it is given back (%s)',
  async (name) => {
    const gateway = await start({ type: 'stdio', command: '/nonexistent/program', args: [], cwd: '/tmp' });
    gateway.ports.setGrant({ token, serverId, policy: byClass });
    setClasses(gateway);
    await approve(gateway, name);
    const _meta = {
      'io.modelcontextprotocol/protocolVersion': '2026-07-28',
      'io.modelcontextprotocol/clientCapabilities': {},
    };
    const params = { name, arguments: {}, _meta };
    const headers = { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/call', 'mcp-name': name };
    const answer = await gateway.post({ jsonrpc: '2.0', id: 1, method: 'tools/call', params }, headers);
    expect(answer.status).toBe(502);
    expect(await answer.json()).toMatchObject({ id: 1, error: { code: ownCodes.unreachable } });
    expect(gateway.ports.records).toMatchObject([{ tool: name, verdict: 'allow' }]);
    expect(gateway.ports.givenBack).toHaveLength(1);
    expect([...gateway.ports.outcomes.values()]).toMatchObject([{ status: 'not_sent' }]);
  },
);

test('a session of another grant, and one that is unknown, are 404', async () => {
  const gateway = await start(node(stdioFixture));
  const hello = {
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-11-25', capabilities: {} },
  };
  const session = (await gateway.post(hello)).headers.get('mcp-session-id') ?? '';
  expect(session).toMatch(/^[\w-]+\.[\w-]{24}$/);
  const list = { jsonrpc: '2.0', id: 2, method: 'tools/list' };
  expect((await gateway.post(list, { 'mcp-session-id': session })).status).toBe(200);
  gateway.ports.setGrant({ token: 'other', serverId, policy: allow });
  const foreign = await gateway.post(list, { 'mcp-session-id': session, authorization: 'Bearer other' });
  expect(foreign.status).toBe(404);
  expect((await gateway.post(list, { 'mcp-session-id': `x${session}` })).status).toBe(404);
  const ended = await fetch(gateway.url, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${token}`, 'mcp-session-id': session },
  });
  expect(ended.status).toBe(200);
  await expect.poll(async () => (await gateway.post(list, { 'mcp-session-id': session })).status).toBe(404);
});
