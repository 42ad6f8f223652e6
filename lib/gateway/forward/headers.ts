/** Headers on their way through: named ones pass, everything else stays. */

import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { type Generation, passesToClient, passesToServer } from '@/lib/mcp';

const plain = { legacy: Symbol('legacy'), modern: Symbol('modern') };

/** As `headersToServer` says for a request without anything of its own; kept with its head, and not to be changed. */
export function plainHeaders(
  req: IncomingMessage,
  generation: Generation,
  kept: Map<symbol, unknown>,
): Record<string, string> {
  const known = kept.get(plain[generation]) as Record<string, string> | undefined;
  if (known !== undefined) return known;
  const headers = headersToServer(req, generation, { session: null, lastEventId: null, leaveOut: [] });
  kept.set(plain[generation], headers);
  return headers;
}

/** `session` and `lastEventId` are the server's own values, already found to be this grant's. */
export function headersToServer(
  req: IncomingMessage,
  generation: Generation,
  own: { session: string | null; lastEventId: string | null; leaveOut: readonly string[] },
): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name in req.headers) {
    const value = req.headers[name];
    if (typeof value !== 'string' || !passesToServer(name, generation)) continue;
    if (name === 'mcp-session-id' || name === 'last-event-id' || own.leaveOut.includes(name)) continue;
    headers[name] = value;
  }
  if (own.session !== null) headers['mcp-session-id'] = own.session;
  if (own.lastEventId !== null) headers['last-event-id'] = own.lastEventId;
  return headers;
}

/** Names and values in turns, without the session id, which is sealed first. */
export function headersToClient(headers: IncomingHttpHeaders, generation: Generation): string[] {
  const passed: string[] = [];
  for (const name in headers) {
    const value = headers[name];
    if (typeof value === 'string' && name !== 'mcp-session-id' && passesToClient(name, generation))
      passed.push(name, value);
  }
  return passed;
}

export type AnswerType = 'json' | 'events' | 'other';

export function answerType(headers: IncomingHttpHeaders): AnswerType {
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') return 'other';
  const written = headers['content-type'] ?? '';
  if (written === 'application/json') return 'json';
  const type = written.split(';')[0]?.trim().toLowerCase();
  if (type === 'application/json') return 'json';
  return type === 'text/event-stream' ? 'events' : 'other';
}
