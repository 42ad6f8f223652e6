import { expect, onTestFinished, test } from 'vitest';
import { agreeable, json, recordingServer, serverId, startHarness, token } from './testing/harness';

// Headers that repeat what the body says, and clients that can open an address.

const schema = {
  type: 'object',
  properties: {
    region: { type: 'string', 'x-mcp-header': 'Region' },
    priority: { type: 'integer', 'x-mcp-header': 'Priority' },
    where: { type: 'object', properties: { zone: { type: 'string', 'x-mcp-header': 'Zone' } } },
    query: { type: 'string' },
  },
};

async function start(policy: string) {
  const server = await recordingServer((reached, res) => {
    const { id, method } = JSON.parse(reached.body || '{}') as { id?: unknown; method?: string };
    if (method !== 'initialize') return agreeable(reached, res);
    res.setHeader('mcp-session-id', 'inner');
    const result = {
      protocolVersion: '2025-11-25',
      capabilities: {},
      serverInfo: { name: 's', version: '1' },
    };
    json(res, { jsonrpc: '2.0', id, result });
  });
  onTestFinished(server.close);
  const gateway = await startHarness(server.url, { policy });
  onTestFinished(gateway.close);
  gateway.ports.setTools(serverId, { search: { schema } });
  return { server, gateway };
}

const args = { region: 'eu-west', priority: 3, where: { zone: 'ä b' }, query: 'x' };
const zone = `=?base64?${Buffer.from('ä b').toString('base64')}?=`;

const equal = { 'mcp-param-region': 'eu-west', 'mcp-param-priority': '3', 'mcp-param-zone': zone };
const { 'mcp-param-region': _, ...withoutOne } = equal;

test.each<[string, Record<string, string>, number]>([
  ['none', {}, 400],
  ['one missing', withoutOne, 400],
  ['equal ones', equal, 200],
  ['blanks around', { ...equal, 'mcp-param-region': '  eu-west ' }, 200],
  ['a number written otherwise', { ...equal, 'mcp-param-priority': '3.0' }, 200],
  ['another value', { ...equal, 'mcp-param-region': 'us-east' }, 400],
  ['an empty value', { ...equal, 'mcp-param-region': '' }, 400],
  ['another spelling', { ...equal, 'mcp-param-region': 'EU-WEST' }, 400],
  ['another number', { ...equal, 'mcp-param-priority': '4' }, 400],
  ['a value that claims to be encoded', { ...equal, 'mcp-param-zone': '=?base64?!!!?=' }, 400],
  [
    'the encoding of something else',
    { ...equal, 'mcp-param-zone': `=?base64?${Buffer.from('b').toString('base64')}?=` },
    400,
  ],
  ['one deep down', { ...equal, 'mcp-param-zone': 'other' }, 400],
])('Mcp-Param headers: %s', async (_, headers, status) => {
  const { server, gateway } = await start('{"version":"1","default":"allow"}');
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  const message = {
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: { name: 'search', arguments: args, _meta },
  };
  const answer = await gateway.post(message, {
    'mcp-protocol-version': '2026-07-28',
    'mcp-method': 'tools/call',
    'mcp-name': 'search',
    ...headers,
  });
  expect(answer.status).toBe(status);
  if (status === 400) expect(await answer.json()).toMatchObject({ id: 1, error: { code: -32020 } });
  expect(server.reached).toHaveLength(status === 200 ? 1 : 0);
});

test('a call of an older version needs no Mcp-Param headers', async () => {
  const { server, gateway } = await start('{"version":"1","default":"allow"}');
  expect((await gateway.call('search', args)).status).toBe(200);
  expect(server.reached).toHaveLength(1);
});

test('an Mcp-Param header that no argument answers to stays here', async () => {
  const { server, gateway } = await start('{"version":"1","default":"allow"}');
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  const params = { name: 'search', arguments: { query: 'x' }, _meta };
  await gateway.post(
    { jsonrpc: '2.0', id: 1, method: 'tools/call', params },
    {
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': 'tools/call',
      'mcp-name': 'search',
      'mcp-param-region': 'us-east',
      'mcp-param-query': 'y',
    },
  );
  const headers = Object.keys(server.reached[0]?.headers ?? {});
  expect(headers.filter((name) => name.startsWith('mcp-param-'))).toEqual([]);
});

test('a client of 2025-11-25 that opens addresses is told the approval’s, and others read it', async () => {
  const { server, gateway } = await start(
    '{"version":"1","default":"deny","tools":{"search":{"action":"approve","reason":"A person looks at this."}}}',
  );
  const session = async (capabilities: object, protocolVersion = '2025-11-25') => {
    const hello = { jsonrpc: '2.0', id: 0, method: 'initialize', params: { protocolVersion, capabilities } };
    const id = (await gateway.post(hello)).headers.get('mcp-session-id') ?? '';
    return { 'mcp-session-id': id, 'mcp-protocol-version': protocolVersion };
  };
  const withUrl = await session({ elicitation: { url: {} } });
  const before = server.reached.length;
  const asked = await gateway.call('search', { a: 1 }, { headers: withUrl });
  const [approval] = gateway.ports.approvals;
  expect([asked.status, asked.body]).toMatchObject([
    200,
    {
      id: 1,
      error: {
        code: -32042,
        data: {
          elicitations: [
            { mode: 'url', elicitationId: approval?.id, url: expect.stringContaining('/approvals/') },
          ],
        },
      },
    },
  ]);
  for (const headers of [await session({ elicitation: {} }), await session({}), {}]) {
    const { body } = await gateway.call('search', { a: 1 }, { headers });
    expect(body.result.content[0].text).toContain(
      `[APPROVAL REQUIRED] A person looks at this. Approval ${approval?.id}`,
    );
  }
  expect(gateway.ports.approvals).toHaveLength(1);
  expect(server.reached.slice(before).filter(({ body }) => body.includes('tools/call'))).toEqual([]);
  gateway.ports.decideApproval(approval?.id ?? '', 'approved');
  expect((await gateway.call('search', { a: 1 }, { headers: withUrl })).body.result.content).toBeDefined();
  expect((await gateway.call('search', { a: 1 }, { headers: withUrl })).body.error.code).toBe(-32042);
});

test('a signed state of another grant, another tool or another time opens nothing', async () => {
  const { server, gateway } = await start(
    '{"version":"1","default":"deny","tools":{"*":{"action":"approve"}}}',
  );
  gateway.ports.setTools(serverId, { search: {}, pay: {} });
  const policy = '{"version":"1","default":"deny","tools":{"*":{"action":"approve"}}}';
  gateway.ports.setGrant({ token: 'other', serverId, policy });
  const ask = async (name: string, more: object = {}, as = token) => {
    const _meta = {
      'io.modelcontextprotocol/protocolVersion': '2026-07-28',
      'io.modelcontextprotocol/clientCapabilities': { elicitation: { url: {} } },
    };
    const message = {
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name, arguments: {}, _meta, ...more },
    };
    const headers = { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/call', 'mcp-name': name };
    const answer = await gateway.post(message, { ...headers, authorization: `Bearer ${as}` });
    return (await answer.json()) as { result?: { requestState: string }; error?: object };
  };
  const requestState = (await ask('search')).result?.requestState;
  expect(requestState).toEqual(expect.any(String));
  for (const refused of [
    await ask('search', { requestState }, 'other'),
    await ask('pay', { requestState }),
    await ask('search', { requestState, arguments: { a: 1 } }),
    await ask('search', { requestState: `${requestState}x` }),
  ])
    expect(refused.error).toMatchObject({ code: -32602 });
  expect(server.reached).toEqual([]);
});
