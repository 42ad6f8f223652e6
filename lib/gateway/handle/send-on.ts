/** The last step: bytes go to the server, and what comes back goes to the client. */

import { errorAnswer, ownCodes } from '../answer';
import { headersToServer, plainHeaders, type Receiver, type Sender } from '../forward';
import type { Enforcement, Receipt, UpstreamConnection } from '../ports';
import { type Asked, type Ended, Relay, type RelayContext, writeAnswer } from '../relay';
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
  const { core, enforcement } = exchange;
  const headers = headersOf(exchange, send);
  const sender = senderOf(exchange, send.connection);
  const sent = new Sent(exchange, send, headers, sender, enforcement.server);
  const relay = new Relay(sent);
  exchange.client = relay;
  if (send.listens) {
    sent.stream = relay;
    core.streaming.add(relay);
  }
  const patience = { ms: enforcement.server.timeoutMs, listens: send.listens };
  relay.attach(sender({ method: send.method, headers, body: send.body }, relay, patience));
  return relay;
}

/** What a relay asks and tells: methods of one object, since a closure for each would cost every call. */
class Sent implements RelayContext {
  /** Ends with the gateway. */
  stream: Relay | null = null;

  constructor(
    private readonly exchange: Exchange,
    private readonly send: SendOn,
    private readonly headers: Record<string, string>,
    private readonly sender: Sender,
    /** As it was when the request went on. */
    private readonly server: Enforcement['server'],
  ) {}

  get res() {
    return this.exchange.res;
  }
  get generation() {
    return this.exchange.generation;
  }
  get owner() {
    return this.exchange.owner;
  }
  get enforcement() {
    return this.exchange.enforcement;
  }
  get seal() {
    return this.exchange.core.seal;
  }
  get settings() {
    return this.exchange.core.settings;
  }
  get asked() {
    return this.send.asked;
  }
  get listens() {
    return this.send.listens;
  }
  get clientFlags() {
    return this.send.clientFlags;
  }
  get session() {
    return this.send.session?.session ?? null;
  }

  nowMs(): number {
    return this.exchange.core.ports.nowMs();
  }

  reply(message: string): void {
    replyTo(this.sender, this.headers, message, this.server.timeoutMs);
  }

  toolsChanged(): void {
    this.exchange.core.ports.toolsChanged(this.server.id);
  }

  refused(status: 401 | 403, challenge: string | undefined): string | null {
    const { connection } = this.send;
    return connection.kind === 'http' ? (connection.refused?.(status, challenge) ?? null) : null;
  }

  finished(ended: Ended): void {
    const { exchange, send, server, stream } = this;
    if (stream !== null) exchange.core.streaming.delete(stream);
    send.leave();
    if (ended.works !== null) breakerOf(exchange.core, server.id).settle(ended.works);
    if (send.receipt !== null) settle(exchange, send, send.receipt, ended);
  }
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
  const patience = { ms: timeoutMs, listens: false };
  sender({ method: 'POST', headers: own, body: Buffer.from(message, 'utf8') }, deaf, patience);
}
