/** A gateway over real HTTP with the ports in memory, and a server behind it that notes what reached it. */

import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';
import { createGateway, type GatewayOptions } from '../gateway';
import { type MemoryGrant, type MemoryPorts, memoryPorts } from '../memory-ports';
import type { Ports } from '../ports';

export type Listening = { url: string; close: () => Promise<void> };

export async function listening(
  handle: (req: IncomingMessage, res: ServerResponse) => void,
): Promise<Listening> {
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export type Reached = { method: string; headers: IncomingHttpHeaders; body: string };
export type Answering = (reached: Reached, res: ServerResponse) => void;

/** A server that answers every request as told, and keeps each that came. */
export async function recordingServer(answering: Answering): Promise<Listening & { reached: Reached[] }> {
  const reached: Reached[] = [];
  const served = await listening(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    const one = { method: req.method ?? '', headers: req.headers, body };
    reached.push(one);
    answering(one, res);
  });
  return { ...served, url: `${served.url}/mcp`, reached };
}

export function json(res: ServerResponse, value: unknown, status = 200): void {
  res.writeHead(status, { 'content-type': 'application/json' });
  res.end(JSON.stringify(value));
}

/** Answers each request with an empty result of a tool. */
export const agreeable: Answering = ({ body }, res) => {
  const { id } = JSON.parse(body === '' ? '{}' : body) as { id?: unknown };
  if (id === undefined) res.writeHead(202).end();
  else json(res, { jsonrpc: '2.0', id, result: { content: [{ type: 'text', text: 'done' }] } });
};

export type Harness = {
  url: string;
  ports: MemoryPorts;
  logged: string[];
  post(body: string | object, headers?: Record<string, string>): Promise<Response>;
  /** One tools/call of the legacy generation. */
  call(
    name: string,
    args?: object,
    more?: { id?: number | string; headers?: Record<string, string> },
  ): Promise<Rpc>;
  close(): Promise<void>;
};
// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came.
export type Rpc = { status: number; body: any };

export const token = 'grant-token';
export const serverId = 'server';

export async function startHarness(
  upstreamUrl: string,
  grant: Partial<MemoryGrant> = {},
  options: Partial<GatewayOptions> & {
    wrap?: (ports: MemoryPorts) => Ports;
    credentials?: Record<string, string>;
  } = {},
): Promise<Harness> {
  const { wrap, credentials = {}, ...chosen } = options;
  const ports = memoryPorts();
  const { origin, pathname } = new URL(upstreamUrl);
  const dispatcher = new Pool(origin);
  const logged: string[] = [];
  ports.setGrant({ token, serverId, policy: '{"version":"1","default":"allow"}', ...grant });
  ports.setUpstream(serverId, async () => ({
    kind: 'http',
    dispatcher,
    origin,
    path: pathname,
    headers: credentials,
  }));
  const gateway = createGateway(wrap?.(ports) ?? ports, {
    secret: Buffer.alloc(32, 7),
    log: (line) => logged.push(line),
    ...chosen,
  });
  const served = await listening(gateway);
  const url = `${served.url}/mcp/${serverId}`;
  const post: Harness['post'] = (body, headers = {}) =>
    fetch(url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return {
    url,
    ports,
    logged,
    post,
    async call(name, args = {}, { id = 1, headers = {} } = {}) {
      const message = { jsonrpc: '2.0', id, method: 'tools/call', params: { name, arguments: args } };
      const answer = await post(message, headers);
      const text = await answer.text();
      return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : text };
    },
    async close() {
      gateway.close();
      await served.close();
      await dispatcher.destroy();
    },
  };
}

/** Every tool that a test names, reviewed. */
export function reviewed(...names: string[]): Record<string, object> {
  return Object.fromEntries(names.map((name) => [name, {}]));
}

export const riskClasses = ['Read', 'Write', 'Execute', 'Destructive', 'Financial'] as const;

/** Lets the tools of each class on in another way; the tool of a class goes by its name, see `setClasses`. */
export const byClass = JSON.stringify({
  version: '1',
  default: 'deny',
  classes: {
    Read: {},
    Write: { rate_limit: { max: 30, window: 'minute' } },
    Execute: { rate_limit: { max: 10, window: 'minute' } },
    Destructive: {},
    Financial: { action: 'approve', rate_limit: { max: 10, window: 'minute' } },
  },
});

export function setClasses({ ports }: Harness): void {
  ports.setTools(serverId, Object.fromEntries(riskClasses.map((name) => [name, { class: name }])));
}

/** A person approves the call of a tool that waits for one. */
export async function approve({ call, ports }: Harness, name: string, args: object = {}): Promise<void> {
  if (name !== 'Financial') return;
  await call(name, args);
  ports.decideApproval(ports.approvals.at(-1)?.id ?? '', 'approved');
  ports.records.length = 0;
}
