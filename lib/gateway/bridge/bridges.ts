/**
 * Streamable HTTP over channels. A legacy session is one channel and lives in this process: elsewhere it is unknown, and
 * its client starts a new one. Modern requests of one grant share a channel, under ids of the bridge's own.
 */

import type { Generation, RpcId } from '@/lib/mcp';
import type { Patience, Receiver, Sender, Sending, UpstreamRequest } from '../forward';
import type { Channel, UpstreamConnection } from '../ports';
import type { Owner } from '../seal';
import { readLine } from './line';
import { BridgeSession } from './session';

type BridgeConnection = Extract<UpstreamConnection, { kind: 'bridge' }>;
export type Bridges = {
  sender(connection: BridgeConnection, owner: Owner, generation: Generation): Sender;
  close(): void;
};

const idleMs = 30 * 60_000;
const sessionsPerGrant = 16;
const nothing: Sending = { abort() {}, pause() {}, resume() {} };

export function createBridges(newId: () => string): Bridges {
  const sessions = new Map<string, BridgeSession>();
  const shared = new Map<string, { connection: BridgeConnection; session: Promise<BridgeSession> }>();
  const sweeper = setInterval(() => {
    const old = performance.now() - idleMs;
    for (const session of sessions.values()) if (session.idle && session.usedMs < old) session.close();
  }, 60_000);
  sweeper.unref();

  const open = async (connection: BridgeConnection, owner: Owner, id: string, share: boolean) => {
    const channel: Channel = await connection.open();
    const session: BridgeSession = new BridgeSession(owner, channel, share, () => {
      if (sessions.get(id) === session) sessions.delete(id);
    });
    sessions.set(id, session);
    return session;
  };

  const sharedOf = (connection: BridgeConnection, owner: Owner): Promise<BridgeSession> => {
    const id = `shared ${JSON.stringify([owner.grantId, owner.serverId])}`;
    const renew = () => {
      const session = open(connection, owner, id, true);
      const opening = { connection, session };
      shared.set(id, opening);
      session.catch(() => {
        if (shared.get(id) === opening) shared.delete(id);
      });
      return session;
    };
    const known = shared.get(id);
    if (known === undefined) return renew();
    // A server that was edited is another program: the old one ends once nobody waits for it.
    if (known.connection !== connection) {
      known.session.then((session) => session.retire()).catch(() => {});
      return renew();
    }
    return known.session.then((session) => (session.closed ? renew() : session));
  };

  const legacy = async (
    connection: BridgeConnection,
    owner: Owner,
    request: UpstreamRequest,
    to: To,
  ): Promise<void> => {
    const line = request.body === null ? null : readLine(request.body.toString('utf8'));
    const sessionId = request.headers['mcp-session-id'];
    if (line?.method === 'initialize' && line.id !== null && sessionId === undefined) {
      const own = [...sessions.values()].filter(
        (session) => session.owner.grantId === owner.grantId && session.owner.serverId === owner.serverId,
      );
      if (own.length >= sessionsPerGrant) return to.error(429, null);
      const id = newId();
      const session = await open(connection, owner, id, false);
      return to.sending(
        session.ask({ text: line.text, id: line.id }, to.receiver, to.patience, { 'mcp-session-id': id }),
      );
    }
    const session = sessionId === undefined ? undefined : sessions.get(sessionId);
    const mine =
      session !== undefined &&
      session.owner.grantId === owner.grantId &&
      session.owner.serverId === owner.serverId;
    if (!mine) return to.error(sessionId === undefined ? 400 : 404, line?.id ?? null);
    if (request.method === 'GET') {
      const listening = session.listen(to.receiver);
      return listening === null ? to.error(409, null) : to.sending(listening);
    }
    if (request.method === 'DELETE') {
      session.close();
      return to.status(200);
    }
    if (line === null) return to.error(400, null);
    if (line.method !== null && line.id !== null) {
      const asked = session.ask({ text: line.text, id: line.id }, to.receiver, to.patience, {});
      return asked === null ? to.error(400, line.id) : to.sending(asked);
    }
    await session.tell(line.text);
    to.status(202);
  };

  const modern = async (
    connection: BridgeConnection,
    owner: Owner,
    request: UpstreamRequest,
    to: To,
  ): Promise<void> => {
    const line = request.body === null ? null : readLine(request.body.toString('utf8'));
    if (line === null || line.id === null || line.method === null) return to.error(400, null);
    const session = await sharedOf(connection, owner);
    const asked = session.ask({ text: line.text, id: line.id }, to.receiver, to.patience, {});
    return asked === null ? to.error(400, line.id) : to.sending(asked);
  };

  return {
    sender: (connection, owner, generation) => (request, receiver, patience) => {
      const to = new To(receiver, patience);
      const work = generation === 'modern' ? modern : legacy;
      // A channel that could not be opened has carried nothing.
      work(connection, owner, request, to).catch(() => to.unopened());
      return to;
    },
    close() {
      clearInterval(sweeper);
      for (const session of [...sessions.values()]) session.close();
    },
  };
}

/** One exchange, which can be aborted before its channel is open. */
class To implements Sending {
  private inner: Sending = nothing;
  private aborted = false;

  constructor(
    readonly receiver: Receiver,
    readonly patience: Patience,
  ) {}

  sending(inner: Sending | null): void {
    this.inner = inner ?? nothing;
    if (this.aborted) this.inner.abort();
  }

  status(status: number): void {
    if (this.aborted) return;
    this.receiver.head(status, {});
    this.receiver.end();
  }

  error(status: number, id: RpcId | null): void {
    if (this.aborted) return;
    this.receiver.head(status, { 'content-type': 'application/json' });
    const error = { code: -32600, message: status === 404 ? 'Session not found' : 'Bad request' };
    this.receiver.data(Buffer.from(JSON.stringify({ jsonrpc: '2.0', id, error }), 'utf8'));
    this.receiver.end();
  }

  unopened(): void {
    if (!this.aborted) this.receiver.fail({ why: 'unreachable', sent: false });
  }

  abort(): void {
    this.aborted = true;
    this.inner.abort();
  }

  pause(): void {
    this.inner.pause();
  }

  resume(): void {
    this.inner.resume();
  }
}
