import { describe, expect, onTestFinished, test } from 'vitest';
import { metaKey, ownCodes } from './answer';
import {
  type Answering,
  agreeable,
  approve,
  byClass,
  type Harness,
  json,
  recordingServer,
  riskClasses,
  serverId,
  setClasses,
  startHarness,
  token,
} from './testing/harness';

// Rows of FAIL-CLOSED.md that other files go through in detail: here for a call of each class, on its own way on.

async function start(answering: Answering = agreeable) {
  const server = await recordingServer(answering);
  onTestFinished(server.close);
  const gateway: Harness = await startHarness(server.url, { policy: byClass });
  onTestFinished(gateway.close);
  setClasses(gateway);
  return { server, gateway };
}

const modern = {
  _meta: {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientCapabilities': {},
  },
};
const headersOf = (name: string) => ({
  'mcp-protocol-version': '2026-07-28',
  'mcp-method': 'tools/call',
  'mcp-name': name,
});
const callOf = (name: string, more: object = {}) => ({
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: { name, arguments: {}, ...more },
});

describe.each(riskClasses)('a call of class %s', (name) => {
  const others = riskClasses.find((one) => one !== name) ?? '';

  test('by a grant that is unknown, revoked, expired or of another server is not read', async () => {
    const { server, gateway } = await start();
    await approve(gateway, name);
    expect((await gateway.post(callOf(name), { authorization: 'Bearer other' })).status).toBe(401);
    gateway.ports.setGrant({ token: 'foreign', serverId: 'another', policy: byClass });
    expect((await gateway.post(callOf(name), { authorization: 'Bearer foreign' })).status).toBe(401);
    gateway.ports.setGrant({ token, serverId, policy: byClass, expiresAtMs: Date.now() - 1 });
    expect((await gateway.call(name)).status).toBe(401);
    gateway.ports.setGrant({ token, serverId, policy: byClass });
    gateway.ports.revoke(token);
    expect((await gateway.call(name)).status).toBe(401);
    expect(server.reached).toHaveLength(0);
    expect(gateway.ports.records.filter(({ verdict }) => verdict === 'allow')).toEqual([]);
  });

  test('without a policy, or with one that cannot be read, is denied and recorded', async () => {
    const { server, gateway } = await start();
    const broken = [null, '{', '{"version":"2","default":"allow"}', '{"version":"1","default":"perhaps"}'];
    for (const policy of broken) {
      await approve(gateway, name);
      gateway.ports.setGrant({ token, serverId, policy });
      expect((await gateway.call(name)).body.result.isError).toBe(true);
      expect(gateway.ports.records.at(-1)).toMatchObject({ tool: name, verdict: 'deny' });
      gateway.ports.setGrant({ token, serverId, policy: byClass });
    }
    expect(server.reached).toHaveLength(0);
  });

  test.each(['unreviewed', 'drifted'] as const)('to a tool that is %s is denied or held', async (state) => {
    const { server, gateway } = await start();
    gateway.ports.setTools(serverId, { [name]: { state, class: name } });
    for (const [setting, text] of [
      ['deny', /^\[POLICY DENIED\]/],
      ['hold', /^\[APPROVAL REQUIRED\]/],
    ] as const) {
      gateway.ports.setGrant({ token, serverId, policy: byClass, server: { [state]: setting } });
      const { result } = (await gateway.call(name)).body;
      expect(result.content[0].text).toMatch(text);
      // What waits for a person by the policy already waits for that.
      if (setting === 'deny' || name !== 'Financial') expect(result._meta[metaKey].rule).toBe(`(${state})`);
    }
    expect(server.reached).toHaveLength(0);
  });

  test('that can be read in two ways, or whose headers disagree, is refused', async () => {
    const { server, gateway } = await start();
    await approve(gateway, name);
    const twice = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"${others}","name":"${name}","arguments":{}}}`;
    expect((await gateway.post(twice)).status).toBe(400);
    expect((await gateway.post(`[${JSON.stringify(callOf(name))}]`)).status).toBe(400);
    const told = await gateway.post(callOf(name, modern), { ...headersOf(name), 'mcp-name': others });
    expect([told.status, ((await told.json()) as { error: object }).error]).toMatchObject([
      400,
      { code: -32020 },
    ]);
    expect(server.reached).toHaveLength(0);
  });

  test('whose server answers too late for its client stays recorded and counted', async () => {
    const { server, gateway } = await start(({ body }, res) => {
      const { id } = JSON.parse(body) as { id: number };
      setTimeout(() => json(res, { jsonrpc: '2.0', id, result: { content: [] } }), 500);
    });
    await approve(gateway, name);
    const ending = new AbortController();
    const asking = fetch(gateway.url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        ...headersOf(name),
      },
      body: JSON.stringify(callOf(name, modern)),
      signal: ending.signal,
    }).catch(() => {});
    await expect.poll(() => server.reached.length).toBe(1);
    ending.abort();
    await asking;
    await expect
      .poll(() => [...gateway.ports.outcomes.values()].map(({ status }) => status))
      .toEqual(['cancelled']);
    expect(gateway.ports.records).toMatchObject([{ tool: name, verdict: 'allow' }]);
    expect(gateway.ports.givenBack).toEqual([]);
  });

  test('to a server that gave up is turned away while it rests, uncounted and unrecorded', async () => {
    const { server, gateway } = await start((_, res) => void res.writeHead(500).end());
    await approve(gateway, name, { turn: 'more' });
    for (let turn = 0; turn < 5; turn += 1) {
      await approve(gateway, name, { turn });
      expect((await gateway.call(name, { turn })).status).toBe(502);
    }
    const before = gateway.ports.records.length;
    const { status, body } = await gateway.call(name, { turn: 'more' });
    expect([status, body.error.code]).toEqual([503, ownCodes.unreachable]);
    expect([server.reached.length, gateway.ports.records.length]).toEqual([5, before]);
  });
});
