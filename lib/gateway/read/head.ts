/** The head of a request, read so that nobody behind the gateway can read it otherwise. */

import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { errorCodes } from '@/lib/mcp';
import { type Refusal, refusal } from './refusal';

export type Head = {
  ok: true;
  method: 'POST' | 'GET' | 'DELETE';
  serverId: string;
  /** null: none, or no bearer token. */
  token: string | null;
  protocolVersion: string | undefined;
  sessionId: string | undefined;
  lastEventId: string | undefined;
  /** Whether `Mcp-Param-*` headers are there. */
  hasParams: boolean;
  /** As the connection's first request of this head had them: only the length of the body may be another by now. */
  headers: IncomingHttpHeaders;
  /** For whoever makes something of the headers alone, and wants to keep it: a connection repeats its head. */
  readonly kept: Map<symbol, unknown>;
};

const address = /^\/mcp\/([A-Za-z0-9_-]{1,64})$/;
const bearer = /^bearer +([A-Za-z0-9._~+/-]{1,512}=*)$/i;
/** Exactly this, or with UTF-8 named: `application/json;charset=latin1` and `Application/JSON, text/plain` are not. */
const jsonType = /^application\/json(?:; ?charset=utf-8)?$/i;
const token = /^[\x21-\x7e]{1,2048}$/;

/** Headers that two readers must not find twice: one would take the first, the other the last. */
const single = new Set([
  'authorization',
  'content-type',
  'content-encoding',
  'content-length',
  'transfer-encoding',
  'host',
  'origin',
  'accept',
  'last-event-id',
]);

type KnownHead = { method: string; url: string; raw: readonly string[]; head: Head };
/** On the socket itself: to look it up in a table of all connections would cost each request more. */
const last = Symbol('last head');
type Connection = Socket & { [last]?: KnownHead };

/**
 * Judges method, address, framing and headers, and looks at no body. `allowsOrigin` is asked where there is one. What a
 * connection sent before to the letter, but for the length of the body, was judged before.
 */
export function readHead(
  req: IncomingMessage,
  allowsOrigin: (origin: string, req: IncomingMessage) => boolean,
): Head | Refusal {
  const { method = '', url = '', rawHeaders: raw } = req;
  const socket: Connection = req.socket;
  const known = socket[last];
  if (known !== undefined && known.method === method && known.url === url && isSame(known.raw, raw))
    return known.head;
  const head = judgeHead(req, allowsOrigin);
  // Of a request that has no body, its length was judged.
  if (head.ok && method === 'POST') socket[last] = { method, url, raw, head };
  return head;
}

/** Names in the same spelling and order, with the same values; a body's length is not judged here. */
function isSame(before: readonly string[], now: readonly string[]): boolean {
  if (before.length !== now.length) return false;
  for (let i = 0; i < now.length; i += 2) {
    const name = now[i] as string;
    if (name !== before[i]) return false;
    if (now[i + 1] !== before[i + 1] && !(name.length === 14 && name.toLowerCase() === 'content-length'))
      return false;
  }
  return true;
}

function judgeHead(
  req: IncomingMessage,
  allowsOrigin: (origin: string, req: IncomingMessage) => boolean,
): Head | Refusal {
  const method = req.method;
  const url = req.url ?? '';
  const query = url.indexOf('?');
  const path = address.exec(query < 0 ? url : url.slice(0, query));
  const [, serverId] = path ?? [];
  if (serverId === undefined) return invalid(404, 'There is no MCP server at this address.');
  if (query >= 0)
    return invalid(400, 'The address takes no query. A token belongs into the Authorization header.');
  if (method !== 'POST' && method !== 'GET' && method !== 'DELETE')
    return invalid(405, 'Only POST, GET and DELETE are spoken here.');

  const twice = repeated(req.rawHeaders);
  if (twice !== null) return invalid(400, `The header ${twice} stands twice.`);
  const { headers } = req;
  if (headers.origin !== undefined && !allowsOrigin(headers.origin, req))
    return invalid(403, 'Requests from pages of this origin are not answered.');
  if (method === 'POST') {
    if (!jsonType.test(headers['content-type'] ?? ''))
      return invalid(415, 'The content type must be application/json.');
    if (headers['content-encoding'] !== undefined)
      return invalid(415, 'An encoded body is not read: send it as it is.');
  } else if (
    headers['transfer-encoding'] !== undefined ||
    (headers['content-length'] !== undefined && headers['content-length'] !== '0')
  ) {
    return invalid(400, `A ${method} request has no body.`);
  }
  if (headers['transfer-encoding'] !== undefined && headers['transfer-encoding'] !== 'chunked')
    return invalid(400, 'Of transfer encodings only chunked is read.');
  for (const name of ['mcp-session-id', 'last-event-id', 'mcp-protocol-version'] as const) {
    const value = headers[name];
    if (value !== undefined && !token.test(String(value)))
      return invalid(400, `The header ${name} holds something that no such header can.`);
  }
  return {
    ok: true,
    method,
    serverId,
    token: bearer.exec(headers.authorization ?? '')?.[1] ?? null,
    protocolVersion: one(headers['mcp-protocol-version']),
    sessionId: one(headers['mcp-session-id']),
    lastEventId: one(headers['last-event-id']),
    hasParams: Object.keys(headers).some((name) => name.startsWith('mcp-param-')),
    headers,
    kept: new Map(),
  };
}

function repeated(raw: readonly string[]): string | null {
  let seen: Set<string> | undefined;
  for (let i = 0; i < raw.length; i += 2) {
    const name = (raw[i] ?? '').toLowerCase();
    if (!single.has(name) && !name.startsWith('mcp-')) continue;
    seen ??= new Set();
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return null;
}

/** Bytes that the body is said to have; 0 where nothing is said. Headers are not made for it. */
export function lengthOf({ rawHeaders: raw }: IncomingMessage): number {
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i] as string;
    if (name.length === 14 && name.toLowerCase() === 'content-length') return Number(raw[i + 1]);
  }
  return 0;
}

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

function invalid(status: number, message: string): Refusal {
  return refusal(status, errorCodes.invalidRequest, message);
}
