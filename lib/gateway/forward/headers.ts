/** Headers on their way through: named ones pass, everything else stays. */

import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { type Generation, passesToClient, passesToServer } from '@/lib/mcp';

const plain = { legacy: Symbol('legacy'), modern: Symbol('modern') };

type Kept = { session: string | null; headers: Record<string, string> };

/** As `headersToServer` says where nothing else is set or left out; kept with the head, and not to be changed. */
export function plainHeaders(
  req: IncomingMessage,
  generation: Generation,
  session: string | null,
  kept: Map<symbol, unknown>,
): Record<string, string> {
  const known = kept.get(plain[generation]) as Kept | undefined;
  if (known !== undefined && known.session === session) return known.headers;
  const headers = headersToServer(req, generation, { session, lastEventId: null, leaveOut: [] });
  kept.set(plain[generation], { session, headers } satisfies Kept);
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

/** What is written in another character set, or under two types, could be read otherwise than it is here. */
export function answerType(headers: IncomingHttpHeaders): AnswerType {
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') return 'other';
  const written: string | string[] = headers['content-type'] ?? '';
  if (written === 'application/json') return 'json';
  if (typeof written !== 'string') return 'other';
  const [type, ...parameters] = written.split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((part) => part.startsWith('charset'));
  if (charset !== undefined && !/^charset="?utf-?8"?$/.test(charset)) return 'other';
  if (type === 'application/json') return 'json';
  return type === 'text/event-stream' ? 'events' : 'other';
}
