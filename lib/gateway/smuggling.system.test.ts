import { execFile } from 'node:child_process';
import { request } from 'node:http';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  agreeable,
  type Harness,
  recordingServer,
  reviewed,
  serverId,
  startHarness,
  token,
} from './testing/harness';
import { smuggled } from './testing/smuggling';

const policy = JSON.stringify({
  version: '1',
  default: 'allow',
  hide: ['wipe'],
  tools: { pay: { deny_if: [{ conditions: [{ path: 'args.amount', op: 'gt', value: 100 }] }] } },
});

let server: Awaited<ReturnType<typeof recordingServer>>;
let gateway: Harness;
beforeAll(async () => {
  server = await recordingServer(agreeable);
  gateway = await startHarness(server.url, { policy });
  gateway.ports.setTools(serverId, reviewed('pay', 'search', 'wipe'));
});
afterAll(async () => {
  await gateway.close();
  await server.close();
});

/** Sends exactly these bytes: fetch would set right what is wrong. */
function send(
  body: string | Buffer,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const all = { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers };
    const sending = request(gateway.url, { method: 'POST', headers: all }, (res) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk) => chunks.push(chunk));
      res.on('end', () =>
        resolve({ status: res.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
      );
    });
    sending.on('error', reject);
    sending.end(body);
  });
}

test('there are at least two hundred of them, each by its own name', () => {
  expect(smuggled.length).toBeGreaterThanOrEqual(200);
  expect(new Set(smuggled.map(({ name }) => name)).size).toBe(smuggled.length);
});

test.each(smuggled)('nothing is smuggled by $name', async ({ body, headers }) => {
  const before = server.reached.length;
  const { status, text } = await send(body, headers);
  expect(server.reached.slice(before)).toEqual([]);
  if (status !== 200) {
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    return;
  }
  const answer = JSON.parse(text) as { error?: object; result?: { isError: boolean } };
  expect(answer.error !== undefined || answer.result?.isError === true).toBe(true);
});

test('plain calls still go through', async () => {
  const before = server.reached.length;
  const plain =
    '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"pay","arguments":{"amount":1}}}';
  for (const type of [
    'application/json',
    'application/json; charset=utf-8',
    'application/json;charset=UTF-8',
  ])
    expect((await send(plain, { 'content-type': type })).status).toBe(200);
  expect(server.reached.slice(before).map(({ body }) => body)).toEqual([plain, plain, plain]);
});

test('a header that stands twice, and an address with a query, are refused', async () => {
  const twice = (name: string) =>
    new Promise<number>((resolve, reject) => {
      const headers = [
        'Authorization',
        `Bearer ${token}`,
        'Content-Type',
        'application/json',
        name,
        'a',
        name,
        'b',
      ];
      const sending = request(gateway.url, { method: 'POST', headers }, (res) =>
        resolve(res.resume().statusCode ?? 0),
      );
      sending.on('error', reject);
      sending.end('{}');
    });
  for (const name of ['Mcp-Session-Id', 'MCP-Protocol-Version', 'Mcp-Method', 'Mcp-Name', 'Origin', 'Accept'])
    expect(await twice(name)).toBe(400);
  expect((await fetch(`${gateway.url}?token=${token}`, { method: 'POST' })).status).toBe(400);
  expect((await fetch(`${gateway.url}/x`, { method: 'POST' })).status).toBe(404);
  expect((await fetch(gateway.url, { method: 'PUT' })).status).toBe(405);
});

test('a request over 4 MiB is refused', async () => {
  const body = `{"jsonrpc":"2.0","id":1,"method":"ping","params":{"x":"${'x'.repeat(4 * 1024 * 1024)}"}}`;
  expect((await send(body)).status).toBe(413);
});

test('who is refused before the end of what they send is told so: the connection is not cut under it', async () => {
  // A client of its own process: in this one it would be done sending before the gateway reads.
  const client = `
    const [url, token] = process.argv.slice(1);
    const told = async (headers) => {
      headers = { authorization: 'Bearer ' + token, 'content-type': 'application/json', ...headers };
      return fetch(url, { method: 'POST', headers, body: 'x'.repeat(8 * 1024 * 1024) })
        .then((answer) => answer.status, (error) => String(error.cause));
    };
    const all = [];
    for (let turn = 0; turn < 5; turn++)
      all.push([await told({}), await told({ authorization: 'Bearer no' }), await told({ 'content-type': 'text/plain' })]);
    console.log(JSON.stringify(all));
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', client, gateway.url, token]);
  expect(JSON.parse(stdout)).toEqual(Array.from({ length: 5 }, () => [413, 401, 415]));
});

test('who never comes to an end of what they send is cut off after the answer', async () => {
  const { port } = new URL(gateway.url);
  const socket = connect(Number(port), '127.0.0.1');
  const closed = new Promise<string>((resolve) => {
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('utf8')));
    socket.on('error', () => {});
  });
  socket.write(
    `POST /mcp/${serverId} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100000000\r\n\r\n{`,
  );
  expect(await closed).toMatch(/^HTTP\/1\.1 401 /);
});
