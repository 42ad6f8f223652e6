/** The last step: bytes go to the server, and what comes back goes to the client. */

import { errorAnswer, ownCodes } from '../answer';
import { headersToServer, plainHeaders, type Receiver, type Sender } from '../forward';
import type { Receipt, UpstreamConnection } from '../ports';
import { type Asked, type Ended, Relay, writeAnswer } from '../relay';
import { breakerOf, type Exchange, senderOf } from './core';

export type SendOn = {
  method: 'POST' | 'GET' | 'DELETE';
  connection: UpstreamConnection;
  body: Buffer | null;
  asked: Asked | null;
  listens: boolean;
  session: { flags: string; session: string } | null;
  lastEventId: string | null;
  leaveOut: readonly string[];
  /** Set over what the client sent. */
  headers?: Record<string, string> | undefined;
  clientFlags: string;
  /** Of a recorded allow; null for what is part of speaking the protocol. */
  receipt: Receipt | null;
  startedMs: number;
  /** Leaves the bounds of what is in flight. */
  leave: () => void;
};

/** Takes care of `leave`, however it ends. */
export function sendOn(exchange: Exchange, send: SendOn): Relay {
  const { core, res, enforcement, owner, generation } = exchange;
  const { receipt, session, leave } = send;
  const breaker = breakerOf(core, enforcement.server.id);
  const headers = headersOf(exchange, send);
  const sender = senderOf(exchange, send.connection);
  const relay: Relay = new Relay({
    res,
    generation,
    asked: send.asked,
    listens: send.listens,
    enforcement: () => exchange.enforcement,
    seal: core.seal,
    owner,
    session: session?.session ?? null,
    clientFlags: send.clientFlags,
    maxAnswerBytes: core.settings.maxAnswerBytes,
    maxTtlMs: core.settings.maxTtlMs,
    nowMs: () => core.ports.nowMs(),
    reply: (message) => replyTo(sender, headers, message, enforcement.server.timeoutMs),
    toolsChanged: () => core.ports.toolsChanged(enforcement.server.id),
    refused: (status, challenge) =>
      send.connection.kind === 'http' ? (send.connection.refused?.(status, challenge) ?? null) : null,
    finished: (ended) => {
      if (send.listens) core.streaming.delete(relay);
      leave();
      if (ended.works !== null) breaker.settle(ended.works);
      if (receipt !== null) settle(exchange, send, receipt, ended);
    },
  });
  if (send.listens) core.streaming.add(relay);
  const { timeoutMs } = enforcement.server;
  const patience = { headMs: timeoutMs, idleMs: send.listens ? null : timeoutMs };
  relay.attach(sender({ method: send.method, headers, body: send.body }, relay, patience));
  return relay;
}

function headersOf({ req, generation, head }: Exchange, send: SendOn): Record<string, string> {
  const { session, lastEventId, leaveOut } = send;
  if (lastEventId === null && leaveOut.length === 0 && send.headers === undefined)
    return plainHeaders(req, generation, session?.session ?? null, head.kept);
  const headers = headersToServer(req, generation, {
    session: session?.session ?? null,
    lastEventId,
    leaveOut,
  });
  return Object.assign(headers, send.headers);
}

function settle({ core }: Exchange, send: SendOn, receipt: Receipt, ended: Ended): void {
  const { status, httpStatus, responseBytes, error } = ended;
  core.ports.outcome(receipt, {
    status,
    httpStatus,
    latencyMs: Math.max(0, performance.now() - send.startedMs),
    requestBytes: send.body?.length ?? 0,
    responseBytes,
    error,
  });
  if (status !== 'not_sent') return;
  core.ports
    .giveBack(receipt)
    .catch((cause: unknown) => core.settings.log('gateway: units were not given back', cause));
}

/** Bounds of what is under way, and the server's breaker. What ends it, or null where it is answered. */
export function enter(exchange: Exchange, id: string | number | null, listens: boolean): (() => void) | null {
  const { core, res, enforcement } = exchange;
  const { grant, server } = enforcement;
  const busy = (status: number, message: string) => {
    const headers = { 'retry-after': '1' };
    writeAnswer(res, errorAnswer(status, ownCodes.overloaded, message, id, { headers }));
    return null;
  };
  const most = listens ? core.settings.maxStreams : grant.maxInFlight;
  const ofGrant = listens ? core.streams : core.ofGrant;
  const inGrant = ofGrant.enter(grant.id, most);
  if (inGrant === null)
    return busy(
      429,
      `This client already has ${most} ${listens ? 'streams open' : 'requests under way'}, which is the most.`,
    );
  const inServer = listens ? null : core.ofServer.enter(server.id, server.maxInFlight);
  if (!listens && inServer === null) {
    ofGrant.leave(inGrant);
    return busy(503, 'The server already has as many requests under way as it is given.');
  }
  const breaker = breakerOf(core, server.id);
  let left = false;
  const leave = () => {
    if (left) return;
    left = true;
    ofGrant.leave(inGrant);
    if (inServer !== null) core.ofServer.leave(inServer);
    breaker.release();
  };
  if (breaker.lets()) return leave;
  left = true;
  ofGrant.leave(inGrant);
  if (inServer !== null) core.ofServer.leave(inServer);
  const headers = { 'retry-after': String(breaker.retryAfterSeconds()) };
  const message = 'The server failed several times in a row and is given a rest.';
  writeAnswer(res, errorAnswer(503, ownCodes.unreachable, message, id, { headers }));
  return null;
}

const deaf: Receiver = { head() {}, data() {}, end() {}, fail() {} };

function replyTo(sender: Sender, headers: Record<string, string>, message: string, timeoutMs: number): void {
  const own: Record<string, string> = {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
  };
  for (const name of ['mcp-session-id', 'mcp-protocol-version'])
    if (headers[name] !== undefined) own[name] = headers[name];
  const patience = { headMs: timeoutMs, idleMs: timeoutMs };
  sender({ method: 'POST', headers: own, body: Buffer.from(message, 'utf8') }, deaf, patience);
}
