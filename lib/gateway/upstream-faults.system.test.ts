import { createServer as createTcpServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { ownCodes } from './answer';
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

type Options = Parameters<typeof startHarness>[2];

async function start(answering: Answering, options: Options = {}, timeoutMs = 200) {
  const server = await recordingServer(answering);
  onTestFinished(server.close);
  return { server, gateway: await gatewayTo(server.url, options, timeoutMs) };
}

async function gatewayTo(url: string, options: Options = {}, timeoutMs = 200): Promise<Harness> {
  const gateway = await startHarness(url, { policy: byClass, server: { timeoutMs } }, options);
  onTestFinished(gateway.close);
  setClasses(gateway);
  return gateway;
}

const outcomeOf = ({ ports }: Harness) => ports.outcomes.get(ports.records[0]?.id ?? '');

const events = 'text/event-stream';
type Fault = [string, Answering, { status: number; code: number; outcome: string }];
const faults: Fault[] = [
  ['hangs', () => {}, { status: 504, code: ownCodes.timeout, outcome: 'timeout' }],
  ['resets', (_, res) => void res.destroy(), { status: 502, code: ownCodes.broken, outcome: 'broken' }],
  [
    'answers 500',
    (_, res) => json(res, { oops: 1 }, 500),
    { status: 502, code: ownCodes.broken, outcome: 'broken' },
  ],
  [
    'answers 503 in HTML',
    (_, res) => void res.writeHead(503, { 'content-type': 'text/html' }).end('<h1>'),
    { status: 502, code: ownCodes.broken, outcome: 'broken' },
  ],
  [
    'answers 401',
    (_, res) =>
      void res
        .writeHead(401, { 'www-authenticate': 'Bearer resource_metadata="http://evil"', 'set-cookie': 'a=b' })
        .end(),
    { status: 502, code: ownCodes.broken, outcome: 'broken' },
  ],
  [
    'answers 403',
    (_, res) =>
      void res
        .writeHead(403, { 'www-authenticate': 'Bearer error="insufficient_scope", scope="pay"' })
        .end('{"jsonrpc":"2.0","id":1,"result":{"content":[]}}'),
    { status: 502, code: ownCodes.broken, outcome: 'broken' },
  ],
  [
    'redirects',
    (_, res) => void res.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    { status: 502, code: ownCodes.broken, outcome: 'broken' },
  ],
  [
    'answers a web page',
    (_, res) => void res.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
    { status: 502, code: ownCodes.broken, outcome: 'broken' },
  ],
  [
    'answers in another character set',
    (_, res) =>
      void res
        .writeHead(200, { 'content-type': 'application/json; charset=utf-16' })
        .end('{"jsonrpc":"2.0","id":1,"result":{}}'),
    { status: 502, code: ownCodes.broken, outcome: 'broken' },
  ],
  [
    'answers under two types',
    (_, res) =>
      void res
        .writeHead(200, ['content-type', 'application/json', 'content-type', 'text/event-stream'])
        .end('{"jsonrpc":"2.0","id":1,"result":{}}'),
    { status: 502, code: ownCodes.broken, outcome: 'broken' },
  ],
  [
    'answers garbage',
    (_, res) => void res.writeHead(200, { 'content-type': 'application/json' }).end('{"jsonrpc":'),
    { status: 502, code: ownCodes.broken, outcome: 'broken' },
  ],
  [
    'answers what is no UTF-8',
    (_, res) =>
      void res.writeHead(200, { 'content-type': 'application/json' }).end(Buffer.from([0x22, 0xff, 0x22])),
    { status: 502, code: ownCodes.broken, outcome: 'broken' },
  ],
  [
    'answers another request',
    (_, res) => json(res, { jsonrpc: '2.0', id: 99, result: {} }),
    { status: 502, code: ownCodes.broken, outcome: 'broken' },
  ],
  ...[
    ['two results', '"result":{"inputRequests":{}},"result":{}'],
    ['two results, one in escapes', '"r\\u0065sult":{"inputRequests":{}},"result":{}'],
    ['a request in its result', '"result":{},"method":"sampling/createMessage","method":null'],
  ].map(
    ([what = '', members]): Fault => [
      `answers ${what}`,
      (_, res) =>
        void res
          .writeHead(200, { 'content-type': 'application/json' })
          .end(`{"jsonrpc":"2.0","id":1,${members}}`),
      { status: 502, code: ownCodes.broken, outcome: 'broken' },
    ],
  ),
  [
    'answers a batch',
    (_, res) => json(res, [{ jsonrpc: '2.0', id: 1, result: {} }]),
    { status: 502, code: ownCodes.broken, outcome: 'broken' },
  ],
  [
    'answers 202',
    (_, res) => void res.writeHead(202).end(),
    { status: 502, code: ownCodes.broken, outcome: 'broken' },
  ],
  [
    'compresses',
    (_, res) =>
      void res.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end('x'),
    { status: 502, code: ownCodes.broken, outcome: 'broken' },
  ],
  [
    'ends half an answer',
    (_, res) => {
      res.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      res.write('{"jsonrpc"');
      setTimeout(() => res.destroy(), 20);
    },
    { status: 502, code: ownCodes.broken, outcome: 'broken' },
  ],
  [
    'falls silent in its answer',
    (_, res) => {
      res.writeHead(200, { 'content-type': 'application/json' });
      res.write('{"jsonrpc"');
    },
    { status: 504, code: ownCodes.timeout, outcome: 'timeout' },
  ],
];

test.each(faults.flatMap((fault) => riskClasses.map((name) => [...fault, name] as const)))(
  'a server that %s is a clean error, and the call stays recorded and counted',
  async (_, answering, want, name) => {
    // Only who waits for a silent server has to be done with it soon.
    const { server, gateway } = await start(answering, {}, want.outcome === 'timeout' ? 200 : 20_000);
    await approve(gateway, name);
    const message = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: {} } };
    const answer = await gateway.post(message);
    expect(answer.status).toBe(want.status);
    expect(await answer.json()).toMatchObject({ id: 1, error: { code: want.code } });
    expect(answer.headers.get('www-authenticate')).toBeNull();
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(server.reached).toHaveLength(1);
    expect(gateway.ports.records).toMatchObject([{ verdict: 'allow' }]);
    expect(outcomeOf(gateway)?.status).toBe(want.outcome);
    expect(gateway.ports.givenBack).toEqual([]);
  },
);

const tooMuch = [
  ['100 MB of JSON', 'application/json', '{"jsonrpc":"2.0","id":1,"result":{"x":"'],
  ['100 MB of one event', events, 'data: '],
] as const;

test.each(
  tooMuch.flatMap(([what, type, head]) => riskClasses.map((name) => [what, name, type, head] as const)),
)('%s is cut off at the bound (%s)', async (_, name, type, head) => {
  const { gateway } = await start((__, res) => {
    res.writeHead(200, { 'content-type': type });
    res.write(head);
    const part = Buffer.alloc(1024 * 1024, 'x');
    const more = (left: number) => {
      if (left === 0 || res.destroyed) return void res.end();
      res.write(part, () => setImmediate(more, left - 1));
    };
    more(100);
  });
  await approve(gateway, name);
  const { status, body } = await gateway.call(name);
  expect(status === 502 || String(body).includes(String(ownCodes.broken))).toBe(true);
  expect(gateway.ports.records).toMatchObject([{ tool: name, verdict: 'allow' }]);
  expect(gateway.ports.givenBack).toEqual([]);
  expect(outcomeOf(gateway)).toMatchObject({ status: 'broken' });
  expect(outcomeOf(gateway)?.responseBytes).toBeLessThan(20 * 1024 * 1024);
});

test.each(riskClasses)('half a stream ends with an error in it (%s)', async (name) => {
  const { gateway } = await start((_, res) => {
    res.writeHead(200, { 'content-type': events });
    res.write('event: message\ndata: {"jsonrpc":"2.0","method":"notifications/progress","params":{}}\n\n');
    setTimeout(() => res.destroy(), 30);
  });
  await approve(gateway, name);
  const { body } = await gateway.call(name);
  expect(body).toContain('notifications/progress');
  expect(body).toContain(`"code":${ownCodes.broken}`);
  expect(outcomeOf(gateway)?.status).toBe('broken');
});

test.each(riskClasses)(
  'a server that is not there gives units back, and after some failures it is given a rest (%s)',
  async (name) => {
    const gone = await recordingServer(agreeable);
    await gone.close();
    const gateway = await gatewayTo(gone.url, { breaker: { failures: 3, restMs: 300 } });
    await approve(gateway, name);
    for (const id of [1, 2, 3]) {
      const { status, body } = await gateway.call(name, {}, { id });
      expect([status, body.error.message]).toEqual([502, 'The server cannot be reached.']);
    }
    expect(gateway.ports.givenBack).toHaveLength(3);
    expect(outcomeOf(gateway)?.status).toBe('not_sent');
    const rest = await gateway.call(name);
    expect([rest.status, rest.body.error.code]).toEqual([503, ownCodes.unreachable]);
    expect(rest.body.error.message).toContain('given a rest');
    expect(gateway.ports.records).toHaveLength(3);
    await expect.poll(async () => (await gateway.call(name)).status).toBe(502);
  },
);

test('what does not speak HTTP is no answer', async () => {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    socket.once('data', () => socket.end('SSH-2.0-OpenSSH_9.9\r\n'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => void server.close());
  const { port } = server.address() as { port: number };
  const gateway = await gatewayTo(`http://127.0.0.1:${port}/mcp`);
  expect((await gateway.call('Read')).status).toBe(502);
  expect(outcomeOf(gateway)?.status).toBe('broken');
  expect(gateway.ports.givenBack).toEqual([]);
});

test.each(riskClasses)(
  'more calls than a grant may have under way are turned away before they are counted (%s)',
  async (name) => {
    const waiting: (() => void)[] = [];
    const { server, gateway } = await start(
      (reached, res) => void waiting.push(() => agreeable(reached, res)),
    );
    gateway.ports.setGrant({ token, serverId, policy: byClass, maxInFlight: 2 });
    for (const turn of [1, 2]) await approve(gateway, name, { turn });
    const calls = [1, 2].map((turn) => gateway.call(name, { turn }, { id: turn }));
    await expect.poll(() => server.reached.length).toBe(2);
    const third = await gateway.call(name, { turn: 3 }, { id: 3 });
    expect([third.status, third.body.error.code]).toEqual([429, ownCodes.overloaded]);
    for (const answer of waiting) answer();
    for (const call of calls) expect((await call).status).toBe(200);
    expect(gateway.ports.records).toHaveLength(2);
  },
);

test('credentials of the server go to it, whatever the client sends', async () => {
  const { server, gateway } = await start(agreeable, {
    credentials: { authorization: 'Bearer of-the-server', 'user-agent': 'Sallyport' },
  });
  await gateway.call('Read', {}, { headers: { 'user-agent': 'curl' } });
  expect(server.reached[0]?.headers).toMatchObject({
    authorization: 'Bearer of-the-server',
    'user-agent': 'Sallyport',
  });
});
