import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { expect, onTestFinished, test } from 'vitest';
import { startCloud } from '@/e2e/fixtures/index.mjs';
import { metaKey } from './answer';
import { type Harness, serverId, startHarness, token } from './testing/harness';

const policy = JSON.stringify({
  version: '1',
  default: 'allow',
  hide: ['tool-0001', 'delete_*'],
  tools: { 'tool-0002': { action: 'deny', reason: 'Not this one.' } },
});

const definitions = ['tool-0001', 'tool-0002', 'tool-0003', 'delete_all', 'tool-0004'].map((name) => ({
  name,
  description: `What ${name} does.`,
  inputSchema: { type: 'object' as const },
}));

async function start(): Promise<Harness & { seen: unknown[] }> {
  const server = await startCloud({ tools: definitions });
  onTestFinished(server.close);
  const gateway = await startHarness(server.url, { policy });
  onTestFinished(gateway.close);
  gateway.ports.setTools(serverId, Object.fromEntries(definitions.map(({ name }) => [name, {}])));
  return { ...gateway, seen: server.seen };
}

async function connect(url: string, mode: 'legacy' | 'auto', capabilities = {}): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode }, capabilities });
  const transport = new StreamableHTTPClientTransport(new URL(url), {
    requestInit: { headers: { authorization: `Bearer ${token}` } },
  });
  await client.connect(transport);
  onTestFinished(() => client.close());
  return client;
}

test.each(['legacy', 'auto'] as const)('the SDK’s client works through the gateway (%s)', async (mode) => {
  const gateway = await start();
  const client = await connect(gateway.url, mode);
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual(['tool-0002', 'tool-0003', 'tool-0004']);

  const allowed = await client.callTool({ name: 'tool-0003', arguments: { region: 'x' } });
  expect(allowed.content).toMatchObject([{ text: '{"tool":"tool-0003","got":{"region":"x"}}' }]);
  const denied = await client.callTool({ name: 'tool-0002', arguments: {} });
  expect(denied).toMatchObject({ isError: true, content: [{ text: '[POLICY DENIED] Not this one.' }] });
  expect(denied._meta?.[metaKey]).toMatchObject({ verdict: 'deny' });
  await expect(client.callTool({ name: 'delete_all', arguments: {} })).rejects.toMatchObject({
    code: -32602,
  });
  expect(gateway.ports.records.map(({ verdict }) => verdict)).toEqual(['allow', 'deny', 'hidden']);
});

test('a modern client’s tools/list is private, and what it may not be is refused', async () => {
  const gateway = await start();
  const meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  const list = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: { _meta: meta } };
  const headers = { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/list' };
  const answer = (await (await gateway.post(list, headers)).json()) as { result: object };
  expect(answer.result).toMatchObject({ cacheScope: 'private' });
  const wrong = await gateway.post(list, { ...headers, 'mcp-method': 'tools/call' });
  expect([wrong.status, ((await wrong.json()) as { error: object }).error]).toMatchObject([
    400,
    { code: -32020 },
  ]);
  const future = { ...meta, 'io.modelcontextprotocol/protocolVersion': '2031-01-01' };
  const twoVersions = await gateway.post({ ...list, params: { _meta: future } }, headers);
  expect([twoVersions.status, ((await twoVersions.json()) as { error: object }).error]).toMatchObject([
    400,
    { code: -32020 },
  ]);
  const unknown = await gateway.post(
    { ...list, params: { _meta: future } },
    { ...headers, 'mcp-protocol-version': '2031-01-01' },
  );
  expect([unknown.status, ((await unknown.json()) as { error: object }).error]).toMatchObject([
    400,
    { code: -32022, data: { supported: ['2026-07-28'], requested: '2031-01-01' } },
  ]);
});

test('a modern client that opens addresses is asked for the approval by an input', async () => {
  const gateway = await start();
  gateway.ports.setGrant({
    token,
    serverId,
    policy: '{"version":"1","default":"deny","tools":{"tool-0003":{"action":"approve"}}}',
  });
  const meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientCapabilities': { elicitation: { url: {} } },
  };
  const headers = {
    'mcp-protocol-version': '2026-07-28',
    'mcp-method': 'tools/call',
    'mcp-name': 'tool-0003',
  };
  const ask = async (params: object) => {
    const message = {
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'tool-0003', _meta: meta, ...params },
    };
    return (await (await gateway.post(message, headers)).json()) as {
      result: Record<string, never>;
      error?: object;
    };
  };
  const first = await ask({ arguments: { a: 1 } });
  expect(first.result).toMatchObject({ resultType: 'input_required', requestState: expect.any(String) });
  const [id] = Object.keys(first.result.inputRequests ?? {});
  expect(first.result.inputRequests).toMatchObject({
    [id ?? '']: { method: 'elicitation/create', params: { mode: 'url' } },
  });
  const retry = {
    requestState: first.result.requestState,
    inputResponses: { [id ?? '']: { action: 'accept' } },
  };

  expect((await ask({ arguments: { a: 1 }, ...retry })).result).toMatchObject({
    resultType: 'complete',
    isError: true,
  });
  expect((await ask({ arguments: { a: 2 }, ...retry })).error).toMatchObject({ code: -32602 });
  expect((await ask({ arguments: { a: 1 }, ...retry, requestState: 'x.y' })).error).toMatchObject({
    code: -32602,
  });
  gateway.ports.decideApproval(id ?? '', 'approved');
  expect((await ask({ arguments: { a: 1 }, ...retry })).result).toMatchObject({
    content: [{ type: 'text' }],
  });
  expect(JSON.stringify(gateway.seen)).not.toContain('inputResponses');
});

test('a method that the generation does not have is unknown, and the server is not asked', async () => {
  const gateway = await start();
  gateway.ports.setGrant({ token, serverId, policy, may: ['resources', 'tasks', 'logging'] });
  const modern = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  for (const method of ['initialize', 'ping', 'logging/setLevel', 'resources/subscribe', 'tasks/result']) {
    const message = { jsonrpc: '2.0', id: 7, method, params: { taskId: 'x', _meta: modern } };
    const headers = { 'mcp-protocol-version': '2026-07-28', 'mcp-method': method };
    const answer = await gateway.post(message, headers);
    expect([method, answer.status, await answer.json()]).toMatchObject([
      method,
      404,
      { id: 7, error: { code: -32601 } },
    ]);
  }
  const update = { jsonrpc: '2.0', id: 7, method: 'tasks/update', params: { taskId: 'x' } };
  expect(await (await gateway.post(update)).json()).toMatchObject({ error: { code: -32601 } });
  expect(gateway.seen).toEqual([]);
});
