import { expect, onTestFinished, test } from 'vitest';
import { metaKey } from './answer';
import type { Enforcement } from './ports';
import {
  agreeable,
  type Harness,
  recordingServer,
  reviewed,
  serverId,
  startHarness,
  token,
} from './testing/harness';

type HarnessParts = Parameters<typeof startHarness>;

async function start(policy: object | null, grant: HarnessParts[1] = {}, options: HarnessParts[2] = {}) {
  const server = await recordingServer(agreeable);
  onTestFinished(server.close);
  const text = policy === null ? null : JSON.stringify({ version: '1', default: 'deny', ...policy });
  const gateway: Harness = await startHarness(server.url, { policy: text, ...grant }, options);
  onTestFinished(gateway.close);
  gateway.ports.setTools(serverId, reviewed('search', 'pay', 'delete', 'wipe'));
  return { server, gateway };
}

test('an allowed call reaches the server as it was written, with a record before it', async () => {
  const { server, gateway } = await start({ tools: { search: {} } });
  const raw =
    '{"jsonrpc":"2.0", "id":"a-1","method":"tools/call","params":{"name":"search","arguments":{"n":12345678901234567890}}}';
  const answer = await gateway.post(raw, { cookie: 'a=b', 'x-other': 'c', 'user-agent': 'agent' });
  expect(await answer.json()).toMatchObject({ id: 'a-1', result: { content: [{ text: 'done' }] } });
  expect(server.reached).toHaveLength(1);
  expect(server.reached[0]?.body).toBe(raw);
  const headers = server.reached[0]?.headers ?? {};
  expect(headers).not.toHaveProperty('authorization');
  expect(headers).not.toHaveProperty('cookie');
  expect(headers).not.toHaveProperty('x-other');
  expect(headers['user-agent']).toBe('agent');
  expect(gateway.ports.records).toMatchObject([
    {
      verdict: 'allow',
      tool: 'search',
      rule: '/tools/search',
      argumentKeys: ['n'],
      arguments: null,
      requestId: '"a-1"',
    },
  ]);
  const [record] = gateway.ports.records;
  expect(gateway.ports.outcomes.get(record?.id ?? '')).toMatchObject({ status: 'answered', httpStatus: 200 });
});

test('a denied call is answered as a result and never reaches the server', async () => {
  const { server, gateway } = await start({ tools: { delete: { action: 'deny', reason: 'Not here.' } } });
  const { status, body } = await gateway.call('delete');
  expect(status).toBe(200);
  expect(body.result).toMatchObject({
    isError: true,
    content: [{ type: 'text', text: '[POLICY DENIED] Not here.' }],
  });
  expect(body.result._meta[metaKey]).toMatchObject({ verdict: 'deny', rule: '/tools/delete/action' });
  expect(body.result).not.toHaveProperty('resultType');
  expect(server.reached).toHaveLength(0);
  expect(gateway.ports.records).toMatchObject([{ verdict: 'deny', rule: '/tools/delete/action' }]);
});

test('a hidden tool is answered as an unknown one, without asking the server', async () => {
  const { server, gateway } = await start({ hide: ['wipe'], tools: { wipe: {} } });
  const { body } = await gateway.call('wipe');
  expect(body.error).toEqual({ code: -32602, message: 'Unknown tool: wipe' });
  expect(server.reached).toHaveLength(0);
  expect(gateway.ports.records).toMatchObject([{ verdict: 'hidden', rule: '(hidden)' }]);
});

test('without a policy, and with one that does not parse, every call is denied', async () => {
  const none = await start(null);
  expect((await none.gateway.call('search')).body.result._meta[metaKey].rule).toBe('(no policy)');
  const broken = await start({ tools: { search: { oops: 1 } } });
  expect((await broken.gateway.call('search')).body.result._meta[metaKey].rule).toBe('(invalid policy)');
  expect([...none.server.reached, ...broken.server.reached]).toEqual([]);
});

test('a full limit denies with the seconds to wait', async () => {
  const { server, gateway } = await start({ tools: { search: { rate_limit: { max: 2, window: 'hour' } } } });
  const answers = await Promise.all([1, 2, 3, 4].map((id) => gateway.call('search', {}, { id })));
  expect(server.reached).toHaveLength(2);
  const denied = answers.filter(({ body }) => body.result.isError);
  expect(denied).toHaveLength(2);
  expect(denied[0]?.body.result._meta[metaKey].retryAfterSeconds).toBeGreaterThan(0);
});

test('a held call waits for a person, goes through once, and waits again', async () => {
  const { server, gateway } = await start({ tools: { pay: { action: 'approve', reason: 'Money moves.' } } });
  const held = await gateway.call('pay', { amount: 5 });
  expect(held.body.result.content[0].text).toMatch(/^\[APPROVAL REQUIRED\] Money moves\./);
  const { approval } = held.body.result._meta[metaKey];
  const again = await gateway.call('pay', { amount: 5 });
  expect(again.body.result._meta[metaKey].approval).toBe(approval);
  gateway.ports.decideApproval(approval, 'approved');
  expect((await gateway.call('pay', { amount: 6 })).body.result.isError).toBe(true);
  expect((await gateway.call('pay', { amount: 5 })).body.result.isError).toBeUndefined();
  expect((await gateway.call('pay', { amount: 5 })).body.result.isError).toBe(true);
  expect(server.reached).toHaveLength(1);
});

test('nobody is asked about a call that was to be held by a policy of the moment before', async () => {
  const { server, gateway } = await start(
    { tools: { pay: { action: 'approve' } } },
    {},
    {
      wrap: (ports) => {
        let remembered: Enforcement | null | Promise<Enforcement | null> | undefined;
        return {
          ...ports,
          enforcement(...asked) {
            const before = remembered;
            remembered = ports.enforcement(...asked);
            return before ?? remembered;
          },
        };
      },
    },
  );
  expect((await gateway.call('search')).body.result.isError).toBe(true);
  gateway.ports.setGrant({ token, serverId, policy: '{"version":"1","default":"deny"}' });
  const { body } = await gateway.call('pay');
  expect(body.result.content[0].text).toMatch(/^\[POLICY DENIED\]/);
  expect(gateway.ports.approvals).toEqual([]);
  expect(gateway.ports.records.map(({ tool, verdict }) => [tool, verdict])).toEqual([
    ['search', 'deny'],
    ['pay', 'deny'],
  ]);
  expect(server.reached).toHaveLength(0);
});

test('a call that a person denied says so', async () => {
  const { server, gateway } = await start({ tools: { pay: { action: 'approve' } } });
  const held = await gateway.call('pay');
  gateway.ports.decideApproval(held.body.result._meta[metaKey].approval, 'denied', 'Too much.');
  const { body } = await gateway.call('pay');
  expect(body.result.content[0].text).toBe('[POLICY DENIED] A person denied this call: Too much.');
  expect(server.reached).toHaveLength(0);
});

test.each([
  ['unreviewed', 'deny', '(unreviewed)'],
  ['drifted', 'deny', '(drifted)'],
] as const)('a tool that is %s follows its server’s setting', async (state, setting, rule) => {
  const { server, gateway } = await start({ default: 'allow' }, { server: { [state]: setting } });
  gateway.ports.setTools(serverId, { odd: { state } });
  expect((await gateway.call('odd')).body.result._meta[metaKey].rule).toBe(rule);
  gateway.ports.setGrant({
    token: 'grant-token',
    serverId,
    policy: '{"version":"1","default":"allow"}',
    server: { [state]: 'hold' },
  });
  const held = await gateway.call('odd');
  expect(held.body.result.content[0].text).toMatch(/^\[APPROVAL REQUIRED\]/);
  expect(server.reached).toHaveLength(0);
  gateway.ports.decideApproval(held.body.result._meta[metaKey].approval, 'approved');
  expect((await gateway.call('odd')).body.result.isError).toBeUndefined();
  gateway.ports.setGrant({
    token: 'grant-token',
    serverId,
    policy: '{"version":"1","default":"allow"}',
    server: { [state]: 'allow' },
  });
  expect((await gateway.call('odd')).body.result.isError).toBeUndefined();
  expect(server.reached).toHaveLength(2);
});

test('a candidate policy is recorded and not enforced', async () => {
  const { server, gateway } = await start(
    { tools: { search: {} } },
    { candidate: '{"version":"1","default":"deny"}' },
  );
  expect((await gateway.call('search')).body.result.isError).toBeUndefined();
  expect(server.reached).toHaveLength(1);
  expect(gateway.ports.records[0]?.candidate).toMatchObject({ verdict: 'deny', rule: '(default deny)' });
});

test('a call has one answer: what a server sends after it, and that it breaks off then, changes nothing', async () => {
  const event = (id: unknown, text: string) =>
    `data: ${JSON.stringify({ jsonrpc: '2.0', id, result: { content: [{ type: 'text', text }] } })}\n\n`;
  const server = await recordingServer(({ body }, res) => {
    const { id } = JSON.parse(body) as { id: number };
    res.writeHead(200, { 'content-type': 'text/event-stream' });
    res.write(event(id, 'first') + event(id, 'second'), () => setTimeout(() => res.destroy(), 20));
  });
  onTestFinished(server.close);
  const gateway = await startHarness(server.url, { policy: '{"version":"1","default":"allow"}' });
  onTestFinished(gateway.close);
  gateway.ports.setTools(serverId, reviewed('search'));
  const answer = await gateway.post({
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: { name: 'search' },
  });
  const text = await answer.text();
  expect(text).toContain('first');
  expect(text).not.toMatch(/second|error/);
  const [record] = gateway.ports.records;
  await expect
    .poll(() => gateway.ports.outcomes.get(record?.id ?? ''))
    .toMatchObject({ status: 'answered', error: null });
});

test('a name that a lenient server could take for the one that a rule reads is denied', async () => {
  const rule = { conditions: [{ path: 'args.amount', op: 'gt', value: 100 }] };
  const { server, gateway } = await start({ tools: { pay: { deny_if: [rule] } } });
  const { body } = await gateway.call('pay', { Amount: 1_000_000 });
  expect(body.result._meta[metaKey].rule).toBe('(invalid arguments)');
  expect(server.reached).toHaveLength(0);
});

test('a revoked or expired grant, a foreign server and no token are refused with 401', async () => {
  const { server, gateway } = await start({ default: 'allow' });
  expect((await gateway.post('{}', { authorization: 'Bearer other' })).status).toBe(401);
  const none = await gateway.post('{}', { authorization: 'Basic eDp5' });
  expect(none.status).toBe(401);
  expect(none.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
  gateway.ports.revoke('grant-token');
  expect((await gateway.call('search')).status).toBe(401);
  gateway.ports.setGrant({ token: 'grant-token', serverId, policy: null, expiresAtMs: Date.now() - 1 });
  expect((await gateway.call('search')).status).toBe(401);
  expect(server.reached).toHaveLength(0);
  expect(gateway.ports.refusals.map(({ why }) => why)).toEqual([
    'unknown_token',
    'no_token',
    'unknown_token',
    'unknown_token',
  ]);
});
