import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startConformanceFixture } from '@/e2e/conformance/fixture/index.mjs';
import { startCloud } from '@/e2e/fixtures/index.mjs';
import { revokeGrant, savePolicy } from '@/lib/control';
import { type Granted, makeGranted } from '@/lib/control/testing/granted';
import { db } from '@/lib/db';
import {
  callTool,
  type GatewayProcess,
  type Installation,
  postgresBin,
  serve,
  startGateway,
  startInstallation,
} from '../e2e/gateways';

// `sallyport gateway`, as its launcher starts it: alone, with the settings of the product, in several processes.

const definitions = ['look', 'pay', 'mail'].map((name) => ({
  name,
  description: `Does ${name}.`,
  inputSchema: { type: 'object' as const, properties: { id: { type: 'string' } } },
}));
const policy = { hide: ['mail'], tools: { look: {}, pay: { action: 'deny', reason: 'Not for agents.' } } };

describe.runIf(postgresBin)('gateways of one installation, on a real Postgres', () => {
  let installation: Installation;
  let server: Awaited<ReturnType<typeof startCloud>>;
  let granted: Granted;
  let gateways: GatewayProcess[];
  const clients: Client[] = [];

  beforeAll(async () => {
    installation = await startInstallation();
    server = await startCloud({ tools: definitions });
    granted = await makeGranted(policy, { url: server.url });
    gateways = [await installation.gateway(), await installation.gateway()];
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.close();
  });
  afterAll(async () => {
    await server?.close();
    await installation?.close();
  });

  async function connect(gateway: GatewayProcess, mode: 'legacy' | 'auto'): Promise<Client> {
    const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } });
    const transport = new StreamableHTTPClientTransport(new URL(`${gateway.url}/mcp/${granted.serverId}`), {
      requestInit: { headers: { authorization: `Bearer ${granted.token}` } },
    });
    await client.connect(transport);
    clients.push(client);
    return client;
  }

  test.each(['legacy', 'auto'] as const)(
    'each lets the SDK’s client call what its policy allows (%s)',
    async (mode) => {
      for (const gateway of gateways) {
        const client = await connect(gateway, mode);
        expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['look', 'pay']);
        const allowed = await client.callTool({ name: 'look', arguments: { id: 'a' } });
        expect(allowed.content).toEqual([{ type: 'text', text: '{"tool":"look","got":{"id":"a"}}' }]);
        const before = server.seen.length;
        expect(await client.callTool({ name: 'pay', arguments: {} })).toMatchObject({
          isError: true,
          content: [{ text: '[POLICY DENIED] Not for agents.' }],
        });
        await expect(client.callTool({ name: 'mail', arguments: {} })).rejects.toMatchObject({
          code: -32602,
        });
        expect(server.seen).toHaveLength(before);
      }
      await expect
        .poll(async () => {
          const rows = await db().decisionRecord.groupBy({
            by: ['verdict'],
            _count: true,
            orderBy: { verdict: 'asc' },
          });
          return rows.map(({ verdict, _count }) => [verdict, _count]);
        })
        .toEqual(['allow', 'deny', 'hidden'].map((verdict) => [verdict, mode === 'legacy' ? 2 : 4]));
    },
  );

  test('serve /mcp/ alone, to names of this machine, and say whether the database answers', async () => {
    const { url } = gateways[0] as GatewayProcess;
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect((await fetch(`${url}/servers`)).status).toBe(404);
    expect((await callTool({ url }, { ...granted, token: 'x' }, 'look')).status).toBe(401);
  });

  test('clients that listen are told of a changed policy, in every process and both generations', async () => {
    const fixture = await startConformanceFixture();
    const listening = await serve(fixture.url, { policy: { default: 'allow' } });
    const ending = new AbortController();
    try {
      const streams = await Promise.all(
        gateways.flatMap((gateway) => [
          listenLegacy(gateway, listening, ending.signal),
          listenModern(gateway, listening, ending.signal),
        ]),
      );
      await expect.poll(() => streams.filter((stream) => stream.text !== '')).toHaveLength(streams.length);
      await savePolicy(listening.team.as('owner'), {
        policyId: listening.policyId,
        text: '{"version":"1","default":"deny"}',
        baseVersion: 1,
        message: '',
      });
      const told = () => streams.filter(({ text }) => text.includes('notifications/tools/list_changed'));
      await expect.poll(told, { timeout: 5_000 }).toHaveLength(streams.length);
      await revokeGrant(listening.team.as('owner'), { grantId: listening.grantId });
      const ended = () => streams.filter((stream) => stream.ended);
      await expect.poll(ended, { timeout: 5_000 }).toHaveLength(streams.length);
    } finally {
      ending.abort();
      await fixture.close();
    }
  });

  test('a server that moved is reached at its new address from the next call, in every process', async () => {
    const [first, second] = [
      await startCloud({ tools: definitions }),
      await startCloud({ tools: definitions }),
    ];
    const moving = await makeGranted(policy, { url: first.url });
    try {
      for (const gateway of gateways) expect((await callTool(gateway, moving, 'look')).status).toBe(200);
      const before = first.seen.length;
      await db().server.update({
        where: { id: moving.serverId },
        data: { url: second.url, revision: { increment: 1 } },
      });
      for (const gateway of gateways) expect((await callTool(gateway, moving, 'look')).status).toBe(200);
      expect([first.seen.length, second.seen.length]).toEqual([before, gateways.length]);
    } finally {
      await first.close();
      await second.close();
    }
  });

  test('a grant that is revoked lets nothing on from the next call, in every process', async () => {
    for (const gateway of gateways) expect((await callTool(gateway, granted, 'look')).status).toBe(200);
    await revokeGrant(granted.team.as('owner'), { grantId: granted.grantId });
    const before = server.seen.length;
    for (const gateway of gateways) expect((await callTool(gateway, granted, 'look')).status).toBe(401);
    expect(server.seen).toHaveLength(before);
  });

  test('end when they are asked to, with code 0 and what they had to write written', async () => {
    const gateway = await installation.gateway();
    expect(await gateway.stop()).toBe(0);
  });
});

type Stream = { text: string; ended: boolean };

const headersOf = ({ token }: Granted) => ({
  authorization: `Bearer ${token}`,
  'content-type': 'application/json',
  accept: 'application/json, text/event-stream',
});

async function listenLegacy({ url }: GatewayProcess, granted: Granted, signal: AbortSignal): Promise<Stream> {
  const address = `${url}/mcp/${granted.serverId}`;
  const headers = headersOf(granted);
  const params = {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'test', version: '1' },
  };
  const body = JSON.stringify({ jsonrpc: '2.0', id: 0, method: 'initialize', params });
  const hello = await fetch(address, { method: 'POST', headers, body });
  const session = hello.headers.get('mcp-session-id') ?? '';
  await hello.text();
  const stream = reading(
    await fetch(address, { headers: { ...headers, 'mcp-session-id': session }, signal }),
  );
  // Nothing comes before something happens.
  stream.text = ':';
  return stream;
}

async function listenModern({ url }: GatewayProcess, granted: Granted, signal: AbortSignal): Promise<Stream> {
  const version = '2026-07-28';
  const method = 'subscriptions/listen';
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': version,
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  const params = { notifications: { toolsListChanged: true }, _meta };
  const headers = { ...headersOf(granted), 'mcp-protocol-version': version, 'mcp-method': method };
  const body = JSON.stringify({ jsonrpc: '2.0', id: 'listening', method, params });
  const address = `${url}/mcp/${granted.serverId}`;
  return reading(await fetch(address, { method: 'POST', headers, body, signal }));
}

function reading(answer: Response): Stream {
  const stream: Stream = { text: '', ended: false };
  const decoder = new TextDecoder();
  const drain = async () => {
    for await (const chunk of answer.body ?? []) stream.text += decoder.decode(chunk, { stream: true });
  };
  void drain()
    .catch(() => {})
    .finally(() => {
      stream.ended = true;
    });
  return stream;
}

test('a gateway starts on the embedded database too, and ends with it', async () => {
  const data = mkdtempSync(join(tmpdir(), 'sallyport-gateway-'));
  try {
    const gateway = await startGateway({ SALLYPORT_DATA: data });
    expect(await (await fetch(`${gateway.url}/healthz`)).json()).toEqual({ status: 'ok' });
    expect((await callTool(gateway, { serverId: 'x', token: 'y' }, 'look')).status).toBe(401);
    expect(await gateway.stop()).toBe(0);
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
});
