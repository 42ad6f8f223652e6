/** One HTTP handler for `/mcp/<server id>`: authenticates, reads, decides, records, forwards. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { errorAnswer, ownCodes } from './answer';
import { createBridges } from './bridge';
import { patiently } from './decide';
import { httpSender, InFlight } from './forward';
import { type Core, type Exchange, refuse, type Settings } from './handle/core';
import { handlePost } from './handle/post';
import { handleStream } from './handle/stream';
import type { Enforcement, Ports } from './ports';
import { type BodyRead, type Head, readBody, readHead, refusal } from './read';
import { writeAnswer } from './relay';
import { createSeal } from './seal';
import { inTurn, type Step } from './turn';

export type GatewayOptions = Partial<Settings> & {
  /** At least 32 bytes; the same in every process of an installation. */
  secret: Uint8Array;
};

export type Gateway = {
  (req: IncomingMessage, res: ServerResponse): void;
  /** Ends streams and bridges. Requests under way are left to end by themselves. */
  close(): void;
};

const MiB = 1024 * 1024;

/**
 * Requests must have been checked for their Host before. INVARIANT: nothing reaches a server but through `sendOn`, and
 * a call gets there only with the receipt of a recorded allow.
 */
export function createGateway(ports: Ports, { secret, ...chosen }: GatewayOptions): Gateway {
  const settings: Settings = {
    allowsOrigin: () => false,
    addressOf: (req) => req.socket.remoteAddress ?? '',
    maxRequestBytes: 4 * MiB,
    maxAnswerBytes: 16 * MiB,
    requestTimeoutMs: 30_000,
    storeTimeoutMs: 5_000,
    maxTtlMs: 5_000,
    maxStreams: 32,
    breaker: { failures: 5, restMs: 10_000 },
    log: (line, cause) => console.error(line, cause ?? ''),
    ...chosen,
  };
  const bridges = createBridges(() => ports.newId());
  const core: Core = {
    ports,
    settings,
    seal: createSeal(secret),
    breakers: new Map(),
    ofGrant: new InFlight(),
    streams: new InFlight(),
    ofServer: new InFlight(),
    streaming: new Set(),
    http: httpSender,
    bridge: (connection, { owner, generation }) => bridges.sender(connection, owner, generation),
  };

  const handle = (req: IncomingMessage, res: ServerResponse): void => {
    res.on('error', ignored);
    try {
      answer(core, req, res);
    } catch (cause) {
      failed(core, res, cause);
    }
  };
  const close = () => {
    for (const relay of core.streaming) relay.close();
    bridges.close();
  };
  return Object.assign(handle, { close });
}

/** What there is to say of a broken connection, its closing says. */
function ignored(): void {}

function failed({ settings }: Core, res: ServerResponse, cause: unknown): void {
  settings.log('gateway: a request failed', cause);
  if (res.headersSent) res.destroy();
  else writeAnswer(res, errorAnswer(500, ownCodes.undecided, 'Something went wrong in the gateway.', null));
}

/** Goes on at once where the grant is known: a promise a step would cost more than the step. */
function answer(core: Core, req: IncomingMessage, res: ServerResponse): void {
  const { ports, settings } = core;
  const head = readHead(req, settings.allowsOrigin);
  if (!head.ok) {
    ports.refused(settings.addressOf(req), head.status === 403 ? 'foreign_origin' : 'malformed');
    refuse(req, res, head);
    return;
  }
  const { token, serverId } = head;
  if (token === null) {
    ports.refused(settings.addressOf(req), 'no_token');
    refuse(req, res, refusal(401, ownCodes.noGrant, 'A bearer token of a grant is needed.'));
    return;
  }
  const known = patiently('the grant', settings.storeTimeoutMs, () => ports.enforcement(token, serverId));
  if (!(known instanceof Promise)) {
    answerFor(core, req, res, head, token, known);
    return;
  }
  known
    .catch((cause: unknown) => {
      settings.log('gateway: a grant could not be looked up', cause);
      return undefined;
    })
    .then((found) => answerFor(core, req, res, head, token, found))
    .catch((cause: unknown) => failed(core, res, cause));
}

/** `enforcement`: null where the token gives no access, undefined where that cannot be told. */
function answerFor(
  core: Core,
  req: IncomingMessage,
  res: ServerResponse,
  head: Head,
  token: string,
  enforcement: Enforcement | null | undefined,
): void {
  const { ports, settings } = core;
  const { serverId } = head;
  if (enforcement === undefined) {
    ports.refused(settings.addressOf(req), 'unavailable');
    const told = 'Whether this token gives access cannot be told now, so the request is refused.';
    refuse(req, res, refusal(503, ownCodes.undecided, told));
    return;
  }
  const expired = enforcement?.grant.expiresAtMs ?? Number.POSITIVE_INFINITY;
  if (enforcement === null || expired <= ports.nowMs() || enforcement.server.id !== serverId) {
    ports.refused(settings.addressOf(req), 'unknown_token');
    refuse(req, res, refusal(401, ownCodes.noGrant, 'This token gives no access.'));
    return;
  }
  const owner = { grantId: enforcement.grant.id, serverId };
  const generation = 'legacy';
  const exchange: Exchange = { core, req, res, head, token, enforcement, owner, generation, client: null };
  // A request that is broken off ends its response too; its own error is told to nobody who does not ask.
  res.on('close', () => exchange.client?.gone());
  if (head.method !== 'POST') {
    handleStream(exchange).catch((cause: unknown) => failed(core, res, cause));
    return;
  }
  const { maxRequestBytes: maxBytes, requestTimeoutMs: timeoutMs } = settings;
  const startedMs = performance.now();
  exchange.client = readBody(req, { maxBytes, timeoutMs }, (body) =>
    inTurn(new Handling(exchange, body, startedMs)),
  );
}

class Handling implements Step {
  constructor(
    private readonly exchange: Exchange,
    private readonly body: BodyRead,
    private readonly startedMs: number,
  ) {}

  run(): void {
    const { exchange } = this;
    const { core, res } = exchange;
    try {
      handlePost(exchange, this.body, this.startedMs)?.catch((cause: unknown) => failed(core, res, cause));
    } catch (cause) {
      failed(core, res, cause);
    }
  }
}
