/**
 * Calls over plain sockets: what makes the load must cost less than what is measured. Every answer is checked to be the
 * answer to its call.
 */

import { connect, type Socket } from 'node:net';
import { benchCall, benchToken } from './scenario';

export type Target = { port: number; path: string; token?: string; session?: boolean };
export type Client = { call(n: number): Promise<void>; close(): void };

const ending = Buffer.from('\r\n\r\n');

/** One connection, one call at a time. With `session`, `initialize` comes first and its session id goes along. */
export async function openClient(target: Target): Promise<Client> {
  const socket = connect(target.port, '127.0.0.1').setNoDelay(true);
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  const exchange = exchangeOver(socket);
  let head = headOf(target, '');
  if (target.session) {
    const params = {
      protocolVersion: '2025-06-18',
      capabilities: {},
      clientInfo: { name: 'bench', version: '1' },
    };
    const opened = await exchange(
      written(head, JSON.stringify({ jsonrpc: '2.0', id: 'open', method: 'initialize', params })),
    );
    const session = /^mcp-session-id: (.*)$/im.exec(opened.head)?.[1];
    if (session === undefined) throw new Error(`No session: ${opened.head}`);
    head = headOf(target, `mcp-session-id: ${session}\r\nmcp-protocol-version: 2025-06-18\r\n`);
    await exchange(written(head, '{"jsonrpc":"2.0","method":"notifications/initialized"}'));
  }
  return {
    async call(n) {
      const { head: answered, body } = await exchange(written(head, benchCall(n)));
      if (!answered.startsWith('HTTP/1.1 200') || !body.includes('"done"') || !body.includes(`"id":${n}`))
        throw new Error(`Call ${n} came to ${answered}: ${body}`);
    },
    close: () => socket.destroy(),
  };
}

function headOf({ port, path, token = benchToken }: Target, more: string): string {
  return (
    `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nauthorization: Bearer ${token}\r\n` +
    `content-type: application/json\r\naccept: application/json, text/event-stream\r\n${more}`
  );
}

function written(head: string, body: string): string {
  return `${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

type Answered = { head: string; body: string };

function exchangeOver(socket: Socket): (request: string) => Promise<Answered> {
  let received: Buffer = Buffer.alloc(0);
  let settle: { resolve: (answered: Answered) => void; reject: (cause: Error) => void } | null = null;
  socket.on('data', (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const answered = answerIn(received);
    if (answered === null) return;
    received = Buffer.alloc(0);
    const { resolve } = settle ?? {};
    settle = null;
    resolve?.(answered);
  });
  socket.on('error', (cause) => settle?.reject(cause));
  socket.on('close', () => settle?.reject(new Error('The connection was closed.')));
  socket.setTimeout(60_000, () => {
    if (settle !== null) socket.destroy(new Error('No answer came within a minute.'));
  });
  return (request) =>
    new Promise((resolve, reject) => {
      if (socket.destroyed) {
        reject(new Error('The connection was closed while nothing was asked.'));
        return;
      }
      settle = { resolve, reject };
      socket.write(request);
    });
}

/** A whole answer, or null while there is more to come. */
function answerIn(received: Buffer): Answered | null {
  const end = received.indexOf(ending);
  if (end < 0) return null;
  const head = received.toString('latin1', 0, end);
  const rest = received.subarray(end + 4);
  const length = /^content-length: (\d+)$/im.exec(head)?.[1];
  if (length !== undefined)
    return rest.length < Number(length) ? null : { head, body: rest.toString('utf8') };
  if (!/^transfer-encoding: chunked$/im.test(head)) return { head, body: '' };
  const body = rest.toString('utf8');
  return body.endsWith('0\r\n\r\n') ? { head, body } : null;
}

/** `calls` of them as fast as they go, over all clients. Resolves with calls a second. */
export async function flatOut(clients: readonly Client[], calls: number): Promise<number> {
  const startedMs = performance.now();
  let next = 0;
  await Promise.all(
    clients.map(async (client) => {
      while (next < calls) {
        next += 1;
        await client.call(next);
      }
    }),
  );
  return calls / ((performance.now() - startedMs) / 1_000);
}

/**
 * At an even rate for `seconds`, whatever the answers take: a call that begins late since its client still waited for
 * another has waited itself, and that counts.
 * Resolves with the milliseconds of each call, sorted.
 */
export async function paced(
  clients: readonly Client[],
  perSecond: number,
  seconds: number,
): Promise<number[]> {
  const latencies: number[] = [];
  const startedMs = performance.now();
  const total = Math.floor(perSecond * seconds);
  let next = 0;
  await Promise.all(
    clients.map(async (client) => {
      while (next < total) {
        const n = next;
        next += 1;
        const dueMs = startedMs + (n / perSecond) * 1_000;
        const early = dueMs - performance.now();
        if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
        const beganMs = early > 0 ? performance.now() : dueMs;
        await client.call(n);
        latencies.push(performance.now() - beganMs);
      }
    }),
  );
  return latencies.sort((a, b) => a - b);
}
