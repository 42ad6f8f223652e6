/** The head of a request, read so that nobody behind the gateway can read it otherwise. */

import type { IncomingMessage } from 'node:http';
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

/** Judges method, address, framing and headers, and looks at no body. `allowsOrigin` is asked where there is one. */
export function readHead(
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

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

function invalid(status: number, message: string): Refusal {
  return refusal(status, errorCodes.invalidRequest, message);
}
