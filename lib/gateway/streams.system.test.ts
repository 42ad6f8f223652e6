import type { ServerResponse } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import {
  type Answering,
  agreeable,
  type Harness,
  json,
  type Reached,
  recordingServer,
  reviewed,
  serverId,
  startHarness,
  token,
} from './testing/harness';

const policy = '{"version":"1","default":"allow","hide":["wipe"]}';
const tools = ['search', 'wipe', 'pay'].map((name) => ({ name, inputSchema: { type: 'object' } }));
const names = (list: { name: string }[]) => list.map(({ name }) => name);

/** A server of the legacy generation with one session, whose stream the test writes to. */
function sessionServer(
  streams: ServerResponse[],
  capabilities: object = { tools: { listChanged: true } },
): Answering {
  return (reached, res) => {
    const { method, headers, body } = reached;
    if (method === 'GET') {
      streams.push(res);
      res.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      return;
    }
    const message = JSON.parse(body || '{}') as { id?: unknown; method?: string };
    if (message.method === 'initialize') {
      res.setHeader('mcp-session-id', 'inner/session+1');
      json(res, {
        jsonrpc: '2.0',
        id: message.id,
        result: { protocolVersion: '2025-11-25', capabilities, serverInfo: { name: 's', version: '1' } },
      });
    } else if (headers['mcp-session-id'] !== 'inner/session+1') res.writeHead(404).end();
    else agreeable(reached, res);
  };
}

type Started = { server: { reached: Reached[] }; gateway: Harness; streams: ServerResponse[] };
async function start(
  may: ('sampling' | 'elicitation' | 'resources')[] = [],
  answering?: Answering,
): Promise<Started> {
  const streams: ServerResponse[] = [];
  const server = await recordingServer(
    answering ?? sessionServer(streams, { tools: { listChanged: true }, resources: {}, prompts: {} }),
  );
  onTestFinished(server.close);
  const gateway = await startHarness(server.url, { policy, may });
  onTestFinished(gateway.close);
  gateway.ports.setTools(serverId, reviewed('search', 'wipe', 'pay'));
  return { server, gateway, streams };
}

const hello = {
  jsonrpc: '2.0',
  id: 0,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {} },
};
async function open(gateway: Harness): Promise<string> {
  const answer = await gateway.post(hello);
  return answer.headers.get('mcp-session-id') ?? '';
}

/** A stream that is read while it is open. */
async function listen(gateway: Harness, session: string, headers: Record<string, string> = {}) {
  const ending = new AbortController();
  onTestFinished(async () => ending.abort());
  const answer = await fetch(gateway.url, {
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'text/event-stream',
      'mcp-session-id': session,
      ...headers,
    },
    signal: ending.signal,
  });
  return { answer, ending, ...reading(answer) };
}

function reading(answer: Response) {
  const state = { text: '', ended: false };
  const drain = async () => {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of answer.body ?? []) state.text += decoder.decode(chunk, { stream: true });
    } catch {
      // It was aborted.
    }
    state.ended = true;
  };
  void drain();
  const messages = () =>
    [...state.text.matchAll(/^data: (.+)$/gm)].map(
      ([, data]) => JSON.parse(data ?? '') as Record<string, never>,
    );
  return { state, messages };
}

test('a session id is bound to its grant, and the server sees its own', async () => {
  const { server, gateway } = await start();
  const session = await open(gateway);
  expect(session).not.toContain('inner');
  await gateway.call('search', {}, { headers: { 'mcp-session-id': session } });
  expect(server.reached.at(-1)?.headers['mcp-session-id']).toBe('inner/session+1');
  const before = server.reached.length;
  gateway.ports.setGrant({ token: 'other', serverId, policy });
  expect(
    (
      await gateway.call(
        'search',
        {},
        { headers: { 'mcp-session-id': session, authorization: 'Bearer other' } },
      )
    ).status,
  ).toBe(404);
  expect(
    (await gateway.call('search', {}, { headers: { 'mcp-session-id': 'inner/session+1' } })).status,
  ).toBe(404);
  expect(server.reached).toHaveLength(before);
});

test('capabilities that the grant does not give are not named', async () => {
  const { gateway } = await start(['resources']);
  const answer = (await (await gateway.post(hello)).json()) as { result: { capabilities: object } };
  expect(answer.result.capabilities).toEqual({ tools: { listChanged: true }, resources: {} });
});

test('a replayed list is filtered, and what the grant does not allow is refused to the server', async () => {
  const { server, gateway, streams } = await start(['elicitation']);
  const { answer, messages, state } = await listen(gateway, await open(gateway));
  expect(answer.headers.get('x-accel-buffering')).toBe('no');
  await expect.poll(() => streams.length).toBe(1);
  const say = (message: object, head = '') =>
    streams[0]?.write(`${head}data: ${JSON.stringify({ jsonrpc: '2.0', ...message })}\r\n\r\n`);
  say({ id: 7, result: { tools, nextCursor: 'n' } }, 'id: ev-1\r\nretry: 250\r\n');
  say({ id: 's1', method: 'sampling/createMessage', params: {} });
  say({ id: 'e1', method: 'elicitation/create', params: {} });
  say({ id: 'x1', method: 'vendor/doIt', params: {} });
  say({ method: 'notifications/message', params: { level: 'info', data: 'x' } });
  await expect.poll(() => messages().length).toBe(3);
  const [list, elicitation, note] = messages() as unknown as [
    { result: { tools: { name: string }[]; nextCursor: string } },
    object,
    object,
  ];
  expect(names(list.result.tools)).toEqual(['search', 'pay']);
  expect(list.result.nextCursor).toBe('n');
  expect(elicitation).toMatchObject({ method: 'elicitation/create' });
  expect(note).toMatchObject({ method: 'notifications/message' });
  expect(state.text).toMatch(/^id: ev-1\.[\w-]{24}$/m);
  expect(state.text).toMatch(/^retry: 250$/m);
  const replies = () =>
    server.reached
      .filter(({ body }) => body.includes('"error"'))
      .map(({ body }) => (JSON.parse(body) as { id: string }).id);
  await expect.poll(replies).toEqual(['s1', 'x1']);
});

test('a stream is resumed only by an event that was sent to this session', async () => {
  const { server, gateway, streams } = await start();
  const session = await open(gateway);
  const first = await listen(gateway, session);
  await expect.poll(() => streams.length).toBe(1);
  streams[0]?.write('id: ev-9\ndata: {"jsonrpc":"2.0","method":"notifications/progress"}\n\n');
  await expect.poll(() => first.messages().length).toBe(1);
  const [, event = ''] = /^id: (.+)$/m.exec(first.state.text) ?? [];
  expect((await listen(gateway, session, { 'last-event-id': 'ev-9' })).answer.status).toBe(404);
  expect((await listen(gateway, session, { 'last-event-id': event })).answer.status).toBe(200);
  expect(server.reached.at(-1)?.headers['last-event-id']).toBe('ev-9');
});

test('who listens is told when the policy changes, and the stream ends with the grant', async () => {
  const { gateway, streams } = await start();
  const { messages, state } = await listen(gateway, await open(gateway));
  await expect.poll(() => streams.length).toBe(1);
  gateway.ports.setGrant({ token, serverId, policy: '{"version":"1","default":"allow","hide":["pay"]}' });
  await expect.poll(messages).toEqual([{ jsonrpc: '2.0', method: 'notifications/tools/list_changed' }]);
  streams[0]?.write(`data: ${JSON.stringify({ jsonrpc: '2.0', id: 7, result: { tools } })}\n\n`);
  await expect.poll(() => messages().length).toBe(2);
  expect(names((messages()[1] as unknown as { result: { tools: { name: string }[] } }).result.tools)).toEqual(
    ['search', 'wipe'],
  );
  gateway.ports.revoke(token);
  await expect.poll(() => state.ended).toBe(true);
});

test('a server that says its tools are others is heard, and so is who listens', async () => {
  const { gateway, streams } = await start();
  const { messages } = await listen(gateway, await open(gateway));
  await expect.poll(() => streams.length).toBe(1);
  const message = { jsonrpc: '2.0', method: 'notifications/tools/list_changed' };
  streams[0]?.write(`data: ${JSON.stringify(message)}\n\n`);
  await expect.poll(messages).toEqual([message]);
  expect(gateway.ports.told).toEqual([serverId]);
});

test('a stream that cannot be looked after ends once it can be, and stays filtered until then', async () => {
  let failing = false;
  const streams: ServerResponse[] = [];
  const server = await recordingServer(sessionServer(streams));
  onTestFinished(server.close);
  const gateway = await startHarness(
    server.url,
    { policy },
    {
      wrap: (ports) => ({
        ...ports,
        async enforcement(...asked) {
          if (failing) throw new Error('The database is down.');
          return ports.enforcement(...asked);
        },
      }),
    },
  );
  onTestFinished(gateway.close);
  const { messages, state } = await listen(gateway, await open(gateway));
  await expect.poll(() => streams.length).toBe(1);
  failing = true;
  gateway.ports.revoke(token);
  streams[0]?.write(`data: ${JSON.stringify({ jsonrpc: '2.0', id: 7, result: { tools } })}\n\n`);
  await expect.poll(() => messages().length).toBe(1);
  expect(names((messages()[0] as unknown as { result: { tools: { name: string }[] } }).result.tools)).toEqual(
    ['search', 'pay'],
  );
  expect(state.ended).toBe(false);
  failing = false;
  await expect.poll(() => state.ended, { timeout: 5_000 }).toBe(true);
});

test('a comment of the server keeps its stream alive, and its words stay here', async () => {
  const { gateway, streams } = await start();
  const { state } = await listen(gateway, await open(gateway));
  await expect.poll(() => streams.length).toBe(1);
  streams[0]?.write(': secret words\n\n');
  await expect.poll(() => state.text).toBe(':\n\n');
});

test('a stream that the server does not have stays 405, and modern clients have none', async () => {
  const { gateway } = await start([], (_, res) => void res.writeHead(405).end());
  const headers = { authorization: `Bearer ${token}`, accept: 'text/event-stream' };
  expect((await fetch(gateway.url, { headers })).status).toBe(405);
  for (const method of ['GET', 'DELETE'])
    expect(
      (await fetch(gateway.url, { method, headers: { ...headers, 'mcp-protocol-version': '2026-07-28' } }))
        .status,
    ).toBe(405);
});

const modern = (method: string, params: object = {}, id: number | string = 1) => ({
  message: {
    jsonrpc: '2.0',
    id,
    method,
    params: {
      ...params,
      _meta: {
        'io.modelcontextprotocol/protocolVersion': '2026-07-28',
        'io.modelcontextprotocol/clientCapabilities': {},
      },
    },
  },
  headers: {
    'mcp-protocol-version': '2026-07-28',
    'mcp-method': method,
    ...('name' in params ? { 'mcp-name': String(params.name) } : {}),
  },
});

test('a modern subscription is told of a changed policy under its own id, after it was acknowledged', async () => {
  const { gateway } = await start([], ({ body }, res) => {
    const { id } = JSON.parse(body) as { id: string };
    res.writeHead(200, { 'content-type': 'text/event-stream' });
    const params = {
      _meta: { 'io.modelcontextprotocol/subscriptionId': id },
      notifications: { toolsListChanged: true },
    };
    setTimeout(
      () =>
        res.write(
          `data: ${JSON.stringify({ jsonrpc: '2.0', method: 'notifications/subscriptions/acknowledged', params })}\n\n`,
        ),
      100,
    );
  });
  const { message, headers } = modern(
    'subscriptions/listen',
    { notifications: { toolsListChanged: true } },
    'sub-1',
  );
  const answer = await gateway.post(message, headers);
  const { messages, state } = reading(answer);
  gateway.ports.setGrant({ token, serverId, policy: '{"version":"1","default":"deny"}' });
  await expect
    .poll(() => messages().map(({ method }) => method), { timeout: 3_000 })
    .toEqual(['notifications/subscriptions/acknowledged', 'notifications/tools/list_changed']);
  expect(messages()[1]?.params).toEqual({ _meta: { 'io.modelcontextprotocol/subscriptionId': 'sub-1' } });
  gateway.ports.revoke(token);
  await expect.poll(() => state.ended).toBe(true);
});

test('a modern list is filtered on every page, private and short-lived', async () => {
  const { gateway } = await start([], ({ body }, res) => {
    const { id } = JSON.parse(body) as { id: number };
    const result = `{"resultType":"complete","tools":${JSON.stringify(tools)},"nextCursor":"c2","ttlMs":86400000,"cacheScope":"public"}`;
    res.writeHead(200, { 'content-type': 'text/event-stream' });
    res.end(`data: {"jsonrpc":"2.0","id":${id},\ndata: "result":${result}}\n\n`);
  });
  const { message, headers } = modern('tools/list', { cursor: 'c1' });
  const { messages, state } = reading(await gateway.post(message, headers));
  await expect.poll(() => state.ended).toBe(true);
  const text = [...state.text.matchAll(/^data: (.+)$/gm)].map(([, data]) => data).join('');
  expect(() => messages()).toThrow();
  const { result } = JSON.parse(text) as { result: { tools: { name: string }[] } };
  expect(names(result.tools)).toEqual(['search', 'pay']);
  expect(result).toMatchObject({ nextCursor: 'c2', ttlMs: 5_000, cacheScope: 'private' });
});

test('a modern client that goes away cancels, a legacy one does not', async () => {
  const closed: string[] = [];
  const { server, gateway } = await start([], ({ body }, res) => {
    const { id } = JSON.parse(body) as { id: string };
    res.on('close', () => closed.push(`${id} ${res.writableFinished ? 'finished' : 'cut'}`));
    setTimeout(() => json(res, { jsonrpc: '2.0', id, result: { content: [] } }), 300);
  });
  const leave = async (message: object, headers: Record<string, string>) => {
    const ending = new AbortController();
    const before = server.reached.length;
    const asking = fetch(gateway.url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      body: JSON.stringify(message),
      signal: ending.signal,
    }).catch(() => {});
    await expect.poll(() => server.reached.length).toBe(before + 1);
    ending.abort();
    await asking;
  };
  const call = modern('tools/call', { name: 'search' }, 'modern');
  await leave(call.message, call.headers);
  await leave({ jsonrpc: '2.0', id: 'legacy', method: 'tools/call', params: { name: 'search' } }, {});
  await expect.poll(() => closed).toEqual(['modern cut', 'legacy finished']);
  await expect
    .poll(() => [...gateway.ports.outcomes.values()].map(({ status }) => status))
    .toEqual(['cancelled', 'answered']);
});

test('a state of the server is bound to grant, method and tool', async () => {
  const { server, gateway } = await start(['elicitation'], ({ body }, res) => {
    const { id } = JSON.parse(body) as { id: number };
    const inputRequests = { q: { method: 'elicitation/create', params: { message: 'Sure?' } } };
    json(res, {
      jsonrpc: '2.0',
      id,
      result: { resultType: 'input_required', inputRequests, requestState: 'inner state' },
    });
  });
  const ask = async (params: { name: string; requestState?: string }, more: Record<string, string> = {}) => {
    const { message, headers } = modern('tools/call', params);
    return (await (await gateway.post(message, { ...headers, ...more })).json()) as {
      result: { requestState: string };
      error?: object;
    };
  };
  const first = await ask({ name: 'search' });
  const { requestState } = first.result;
  expect(requestState).not.toContain('inner');
  await ask({ name: 'search', requestState });
  expect(JSON.parse(server.reached.at(-1)?.body ?? '{}').params.requestState).toBe('inner state');
  const before = server.reached.length;
  expect((await ask({ name: 'pay', requestState })).error).toMatchObject({ code: -32602 });
  gateway.ports.setGrant({ token: 'other', serverId, policy });
  expect(
    (await ask({ name: 'search', requestState }, { authorization: 'Bearer other' })).error,
  ).toMatchObject({ code: -32602 });
  expect(server.reached).toHaveLength(before);
  gateway.ports.setGrant({ token, serverId, policy, may: [] });
  expect((await ask({ name: 'search' })).error).toMatchObject({
    message: expect.stringContaining('grant does not allow'),
  });
});
