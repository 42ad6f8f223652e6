import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Granted, makeGranted } from '@/lib/control/testing/granted';
import { db } from '@/lib/db';
import { decideApproval, listDecisions, revokeGrant } from './control';
import { type OpenGateway, openGateway } from './wiring';

type Message = { id: number; method: string; params?: { name?: string } };

const seen: string[] = [];
const closers: (() => unknown)[] = [];
let upstream = '';
let gatewayUrl = '';
let gateway: OpenGateway;

async function listening(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closers.push(
    () => server.close(),
    () => server.closeAllConnections(),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  upstream = await listening(
    createServer((req, res) => {
      let body = '';
      req.on('data', (chunk) => {
        body += chunk;
      });
      req.on('end', () => {
        const { id, method, params } = JSON.parse(body) as Message;
        seen.push(`${method} ${params?.name ?? ''}`);
        res.setHeader('content-type', 'application/json');
        const result = { content: [{ type: 'text', text: 'done' }] };
        res.end(JSON.stringify({ jsonrpc: '2.0', id, result }));
      });
    }),
  );
  gateway = openGateway(() => 'https://sally.example');
  gatewayUrl = await listening(createServer(gateway.handle));
});

afterAll(async () => {
  await gateway.close();
  for (const close of closers) close();
});

async function call(granted: Granted, name: string, args: object = {}) {
  const answer = await fetch(`${gatewayUrl}/mcp/${granted.serverId}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${granted.token}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2025-06-18',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } }),
  });
  return { status: answer.status, text: await answer.text() };
}

describe('a call through the gateway', () => {
  it('reaches the server when the policy allows it, and the record says what it came to', async () => {
    const granted = await makeGranted({ tools: { look: {} } }, { url: `${upstream}/mcp` });
    const answer = await call(granted, 'look', { id: 'a' });
    expect(answer).toMatchObject({ status: 200, text: expect.stringContaining('done') });
    const viewer = granted.team.as('viewer');
    const wanted = { serverId: granted.serverId, limit: 10 };
    await expect
      .poll(async () => (await listDecisions(viewer, wanted)).decisions[0]?.outcome)
      .toMatchObject({ status: 'answered', httpStatus: 200 });
    const { decisions } = await listDecisions(viewer, wanted);
    expect(decisions).toMatchObject([{ tool: 'look', verdict: 'allow', argumentKeys: ['id'] }]);
  });

  it('goes nowhere when the policy denies it', async () => {
    const granted = await makeGranted({ tools: { look: {} } }, { url: `${upstream}/mcp` });
    seen.length = 0;
    expect((await call(granted, 'pay')).text).toContain('[POLICY DENIED]');
    expect(seen).toEqual([]);
    await expect
      .poll(() => db().decisionRecord.count({ where: { grantId: granted.grantId, verdict: 'deny' } }))
      .toBe(1);
  });

  it('waits for a person, then goes through once', async () => {
    const granted = await makeGranted({ tools: { pay: { action: 'approve' } } }, { url: `${upstream}/mcp` });
    seen.length = 0;
    const pay = () => call(granted, 'pay', { amount: 5 });
    const held = await pay();
    expect(held.text).toContain('https://sally.example/approvals/');
    const approvalId = /approvals\/([0-9a-f-]{36})/.exec(held.text)?.[1] ?? '';
    await decideApproval(granted.team.as('member'), { approvalId, decision: 'approve', reason: '' });
    expect((await pay()).text).toContain('done');
    expect((await pay()).text).toContain('/approvals/');
    expect(seen).toEqual(['tools/call pay']);
  });

  it('is refused once its grant is revoked', async () => {
    const granted = await makeGranted({ tools: { look: {} } }, { url: `${upstream}/mcp` });
    expect((await call(granted, 'look')).status).toBe(200);
    seen.length = 0;
    await revokeGrant(granted.team.as('member'), { grantId: granted.grantId });
    expect((await call(granted, 'look')).text).not.toContain('done');
    expect(seen).toEqual([]);
  });
});
