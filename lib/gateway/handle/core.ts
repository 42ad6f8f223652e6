/** What all requests of one gateway share. No state that matters: another process answers the same. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { isAppError } from '@/lib/errors';
import type { Generation } from '@/lib/mcp';
import { type Answer, errorAnswer, ownCodes } from '../answer';
import { patiently, StoreFailure } from '../decide';
import { Breaker, type InFlight, type Sender } from '../forward';
import type { Enforcement, Ports, UpstreamConnection } from '../ports';
import type { Head, Refusal } from '../read';
import { type Relay, writeLast } from '../relay';
import type { Owner, Seal } from '../seal';

export type Settings = {
  /** A page's origin that may speak to the gateway. */
  allowsOrigin: (origin: string, req: IncomingMessage) => boolean;
  /** Whose refusals are counted together. */
  addressOf: (req: IncomingMessage) => string;
  maxRequestBytes: number;
  maxAnswerBytes: number;
  requestTimeoutMs: number;
  storeTimeoutMs: number;
  maxTtlMs: number;
  /** Listening streams of one grant in this process. */
  maxStreams: number;
  breaker: { failures: number; restMs: number };
  /** For the operator: no credential and no argument is in a line. */
  log: (line: string, cause?: unknown) => void;
};

export type Core = {
  ports: Ports;
  settings: Settings;
  seal: Seal;
  breakers: Map<string, Breaker>;
  /** Requests under way, and streams that listen, by grant; requests by server. */
  ofGrant: InFlight;
  streams: InFlight;
  ofServer: InFlight;
  /** Streams that listen: they end with the gateway. */
  streaming: Set<Relay>;
  bridge: (connection: Extract<UpstreamConnection, { kind: 'bridge' }>, exchange: Exchange) => Sender;
  http: (connection: Extract<UpstreamConnection, { kind: 'http' }>) => Sender;
};

/** One request with a valid grant. */
export type Exchange = {
  core: Core;
  req: IncomingMessage;
  res: ServerResponse;
  head: Head;
  token: string;
  enforcement: Enforcement;
  owner: Owner;
  generation: Generation;
  /** Who has to know when the client closes: whoever reads what it says, then whoever answers. */
  client: { gone(): void } | null;
};

export function breakerOf(core: Core, serverId: string): Breaker {
  const known = core.breakers.get(serverId);
  if (known !== undefined) return known;
  const breaker = new Breaker(core.settings.breaker, () => performance.now());
  core.breakers.set(serverId, breaker);
  return breaker;
}

/** Sends a refusal. What the client still sends is not heard, and its connection ends. */
export function refuse(req: IncomingMessage, res: ServerResponse, refused: Refusal): void {
  const headers: Record<string, string> = {};
  if (refused.status === 401) headers['www-authenticate'] = 'Bearer error="invalid_token"';
  if (refused.status === 405) headers.allow = 'POST, GET, DELETE';
  const { status, code, message, id, data } = refused;
  writeLast(req, res, errorAnswer(status, code, message, id, { data, headers }));
}

export type Connected =
  | { ok: true; connection: UpstreamConnection }
  | {
      ok: false;
      answer: (id: string | number | null) => Answer;
      /** Where a person has to do something first, such as connect the server: worth a record. */
      barred: string | null;
    };

/** No promise where the connection is known. */
export function connectionOf(exchange: Exchange): Connected | Promise<Connected> {
  const { core, enforcement } = exchange;
  try {
    const ask = () => core.ports.upstream(enforcement.server.id, enforcement.epochs.server);
    const known = patiently('the connection', core.settings.storeTimeoutMs, ask);
    if (!(known instanceof Promise)) return { ok: true, connection: known };
    return known.then(
      (connection): Connected => ({ ok: true, connection }),
      (cause: unknown) => noConnection(exchange, cause),
    );
  } catch (cause) {
    return noConnection(exchange, cause);
  }
}

function noConnection({ core, enforcement }: Exchange, failure: unknown): Connected {
  const cause = failure instanceof StoreFailure ? (failure.cause ?? failure) : failure;
  if (!isAppError(cause))
    core.settings.log(`gateway: no connection to server ${enforcement.server.id}`, cause);
  const message = isAppError(cause) ? cause.message : 'The server cannot be reached.';
  const barred = isAppError(cause) && cause.code === 'forbidden' ? message : null;
  return { ok: false, answer: (id) => errorAnswer(502, ownCodes.unreachable, message, id), barred };
}

export function senderOf(exchange: Exchange, connection: UpstreamConnection): Sender {
  const { core } = exchange;
  return connection.kind === 'http' ? core.http(connection) : core.bridge(connection, exchange);
}
