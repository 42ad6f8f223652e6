import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGateway } from '@/lib/gateway';
import {
  agreeable,
  type Harness,
  recordingServer,
  reviewed,
  serverId,
  startHarness,
  token,
} from '@/lib/gateway/testing/harness';
import { front } from './front';
import { listen, stopListening } from './listen';

// Bytes as an attacker writes them, to the gateway behind its front. Whatever comes, what reaches the server is what was
// recorded, and no request is read out of the body of another.

let server: Awaited<ReturnType<typeof recordingServer>>;
let gateway: Harness;
let address: string;
let close = async () => {};

beforeAll(async () => {
  server = await recordingServer(agreeable);
  gateway = await startHarness(server.url, {
    policy: '{"version":"1","default":"deny","tools":{"look":{}}}',
  });
  gateway.ports.setTools(serverId, reviewed('look', 'pay'));
  const handle = createGateway(gateway.ports, { secret: Buffer.alloc(32, 7), requestTimeoutMs: 400 });
  const pages = async (_req: unknown, res: { writeHead(status: number): { end(): void } }) =>
    void res.writeHead(404).end();
  const served = await listen(
    front({ mcp: handle, pages, healthy: async () => true }, { publicUrl: undefined, dev: false }),
    { host: '127.0.0.1', port: 0 },
  );
  address = served.address;
  close = async () => {
    handle.close();
    await stopListening(served.server, 100);
  };
});
afterAll(async () => {
  await close();
  await gateway.close();
  await server.close();
});

const body = (name: string, id: number | string = 1) =>
  JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params: { name, arguments: {} } });
const host = () => new URL(address).host;

type Parts = { line?: string; headers?: string[]; body?: string; length?: string | null };
function request({
  line = `POST /mcp/${serverId} HTTP/1.1`,
  headers = [],
  body: text = body('look'),
  length,
}: Parts) {
  const given = headers.join('\n').toLowerCase();
  const all = [
    line,
    ...(given.includes('host:') ? [] : [`Host: ${host()}`]),
    ...(/^authorization/m.test(given) ? [] : [`Authorization: Bearer ${token}`]),
    ...(given.includes('content-type') ? [] : ['Content-Type: application/json']),
    ...(length === null ? [] : [`Content-Length: ${length ?? Buffer.byteLength(text)}`]),
    ...headers,
  ];
  return `${all.join('\r\n')}\r\n\r\n${text}`;
}

/** What comes back until the connection ends, or is silent for a while. */
function send(...parts: string[]): Promise<string> {
  return new Promise((done) => {
    const { hostname, port } = new URL(address);
    const socket = connect(Number(port), hostname);
    let said = '';
    const finish = () => {
      clearTimeout(quiet);
      socket.destroy();
      done(said);
    };
    let quiet = setTimeout(finish, 1_500);
    socket.on('data', (data) => {
      said += data;
      clearTimeout(quiet);
      quiet = setTimeout(finish, 700);
    });
    socket.on('close', finish);
    socket.on('error', finish);
    for (const part of parts) socket.write(part, 'latin1');
  });
}

const statuses = (said: string) =>
  [...said.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));

const chunked = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n0\r\n\r\n`;
const refused: [string, () => string][] = [
  [
    'a length and chunks',
    () => request({ headers: ['Transfer-Encoding: chunked'], body: chunked(body('look')) }),
  ],
  [
    'chunks and a length',
    () =>
      request({
        headers: ['Transfer-Encoding: chunked', 'Content-Length: 4'],
        body: chunked(body('look')),
        length: null,
      }),
  ],
  ['two lengths', () => request({ headers: ['Content-Length: 3'] })],
  ['two equal lengths', () => request({ headers: [`Content-Length: ${body('look').length}`] })],
  ['a list of lengths', () => request({ length: '3, 3' })],
  ['a length with a sign', () => request({ length: '+10' })],
  ['a negative length', () => request({ length: '-1' })],
  ['chunks in another coding', () => request({ headers: ['Transfer-Encoding: xchunked'], length: null })],
  [
    'chunks twice',
    () =>
      request({
        headers: ['Transfer-Encoding: chunked, chunked'],
        body: chunked(body('look')),
        length: null,
      }),
  ],
  [
    'gzip and chunks',
    () =>
      request({ headers: ['Transfer-Encoding: gzip, chunked'], body: chunked(body('look')), length: null }),
  ],
  [
    'two Transfer-Encoding',
    () =>
      request({
        headers: ['Transfer-Encoding: chunked', 'Transfer-Encoding: identity'],
        body: chunked(body('look')),
        length: null,
      }),
  ],
  [
    'a chunk size with 0x',
    () => request({ headers: ['Transfer-Encoding: chunked'], body: `0x10\r\n${body('look')}`, length: null }),
  ],
  [
    'a chunk without its end',
    () => request({ headers: ['Transfer-Encoding: chunked'], body: `5\r\n{"json`, length: null }),
  ],
  ['a blank before the colon', () => request({ headers: ['Content-Type : application/json'] })],
  ['a folded header', () => request({ headers: ['X-Folded: a\r\n b'] })],
  ['a NUL in a header', () => request({ headers: ['X-Nul: a\0b'] })],
  ['a bare line feed in a header', () => request({ headers: ['X-Lf: a\nAuthorization: Bearer other'] })],
  ['two Host', () => request({ headers: [`Host: ${host()}`, 'Host: evil.example'] })],
  [
    'two Authorization',
    () => request({ headers: ['Authorization: Bearer x', `Authorization: Bearer ${token}`] }),
  ],
  [
    'two Content-Type',
    () => request({ headers: ['Content-Type: application/json', 'Content-Type: text/plain'] }),
  ],
  ['a foreign Host', () => request({ headers: ['Host: evil.example'] })],
  ['no Host', () => request({}).replace(/^Host:.*\r\n/m, '')],
  ['a foreign Origin', () => request({ headers: ['Origin: http://evil.example'] })],
  ['the Origin null', () => request({ headers: ['Origin: null'] })],
  [
    'HTTP/1.0 without a Host',
    () => request({ line: `POST /mcp/${serverId} HTTP/1.0` }).replace(/^Host:.*\r\n/m, ''),
  ],
  ['HTTP/2.0', () => request({ line: `POST /mcp/${serverId} HTTP/2.0` })],
  ['HTTP/0.9', () => `POST /mcp/${serverId}\r\n\r\n`],
  ['an address with a host', () => request({ line: `POST http://evil.example/mcp/${serverId} HTTP/1.1` })],
  ['an address with our host', () => request({ line: `POST ${address}/mcp/${serverId} HTTP/1.1` })],
  ['two slashes', () => request({ line: `POST //mcp/${serverId} HTTP/1.1` })],
  ['dots', () => request({ line: `POST /mcp/x/../${serverId} HTTP/1.1` })],
  ['an encoded slash', () => request({ line: `POST /mcp%2f${serverId} HTTP/1.1` })],
  ['a slash at the end', () => request({ line: `POST /mcp/${serverId}/ HTTP/1.1` })],
  ['another case', () => request({ line: `POST /MCP/${serverId} HTTP/1.1` })],
  ['a fragment', () => request({ line: `POST /mcp/${serverId}#x HTTP/1.1` })],
  [
    'the token in the query',
    () =>
      request({
        line: `POST /mcp/${serverId}?access_token=${token} HTTP/1.1`,
        headers: ['Authorization:'],
      }),
  ],
  [
    'the token in a cookie',
    () => request({ headers: ['Authorization:', `Cookie: authorization=${token}; token=${token}`] }),
  ],
  ['another scheme', () => request({ headers: [`Authorization: Basic ${token}`] })],
  ['two tokens in one', () => request({ headers: [`Authorization: Bearer x, Bearer ${token}`] })],
  [
    'a method that another header names',
    () => request({ line: `GET /mcp/${serverId} HTTP/1.1`, headers: ['X-HTTP-Method-Override: POST'] }),
  ],
  ['CONNECT', () => request({ line: `CONNECT 127.0.0.1:80 HTTP/1.1`, body: '', length: null })],
  ['TRACE', () => request({ line: `TRACE /mcp/${serverId} HTTP/1.1`, body: '' })],
  ['headers of 64 KB', () => request({ headers: [`X-Long: ${'a'.repeat(65_536)}`] })],
  [
    'three thousand headers',
    () => request({ headers: Array.from({ length: 3_000 }, (_, i) => `X-${i}: a`) }),
  ],
  ['a body that never ends', () => request({ length: '5000', body: '{' })],
  ['a head that never ends', () => request({}).slice(0, 60)],
];

describe('bytes that are no plain request', () => {
  test.each(refused)('%s: nothing reaches the server', async (_, bytes) => {
    const before = [server.reached.length, gateway.ports.records.length];
    const said = await send(bytes());
    expect(statuses(said).filter((status) => status < 400)).toEqual([]);
    expect([server.reached.length, gateway.ports.records.length]).toEqual(before);
  });

  test.each(['GET', 'DELETE'])('%s with a body is refused', async (method) => {
    const before = server.reached.length;
    const line = `${method} /mcp/${serverId} HTTP/1.1`;
    expect(statuses(await send(request({ line })))).toEqual([400]);
    expect(
      statuses(
        await send(
          request({ line, body: chunked('x'), length: null, headers: ['Transfer-Encoding: chunked'] }),
        ),
      ),
    ).toEqual([400]);
    expect(server.reached).toHaveLength(before);
  });

  test('a plain request in chunks and in pieces is one', async () => {
    const before = server.reached.length;
    const bytes = request({
      headers: ['Transfer-Encoding: chunked'],
      body: chunked(body('look')),
      length: null,
    });
    expect(statuses(await send(...bytes.match(/[\s\S]{1,40}/g)!))).toEqual([200]);
    expect(server.reached).toHaveLength(before + 1);
  });

  test('requests in one packet are answered in order, each by what it says', async () => {
    const before = server.reached.length;
    const calls = [1, 2, 3].map((id) => request({ body: body(id === 2 ? 'pay' : 'look', id) }));
    const said = await send(calls.join(''));
    expect(statuses(said)).toEqual([200, 200, 200]);
    expect([...said.matchAll(/"id":(\d)/g)].map(([, id]) => id)).toEqual(['1', '2', '3']);
    expect(said).toContain('[POLICY DENIED]');
    expect(server.reached).toHaveLength(before + 2);
  });

  test.each([
    ['of another type', { headers: ['Content-Type: text/plain'] }],
    ['that is encoded', { headers: ['Content-Encoding: gzip'] }],
    ['without a token', { headers: ['Authorization: Bearer none'] }],
    ['to nowhere', { line: 'POST /mcp/nowhere HTTP/1.1' }],
  ])('a request in the body of one %s is not read', async (_, parts) => {
    const before = server.reached.length;
    const inner = request({});
    await send(request({ ...parts, body: `${'x'.repeat(10)}${inner}` }), '');
    expect(server.reached).toHaveLength(before);
  });

  test('what a client says of its own address, and credentials of others, stay here', async () => {
    const headers = [
      'X-Forwarded-For: 10.0.0.1',
      'Forwarded: for=x',
      'Cookie: a=b',
      'X-Api-Key: k',
      'Proxy-Authorization: Basic x',
      'Connection: close, X-Hop',
      'X-Hop: 1',
    ];
    expect(statuses(await send(request({ headers })))).toEqual([200]);
    const reached = Object.keys(server.reached.at(-1)?.headers ?? {});
    const kept = [
      'forwarded',
      'x-forwarded-for',
      'x-forwarded-host',
      'x-forwarded-proto',
      'cookie',
      'x-api-key',
      'proxy-authorization',
      'x-hop',
      'authorization',
      'origin',
    ];
    expect(reached.filter((name) => kept.includes(name))).toEqual([]);
  });
});
