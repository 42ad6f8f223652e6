/** How servers are reached when calls go to them. Credentials are opened here, late, and go to the connection alone. */

import { ask, type Server } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { type ConnectTarget, connectTo, type KeptConnection } from '@/lib/upstream';
import { targetOf } from './discover';
import type { Outside } from './outside';
import { identityOf } from './view';

type Connection = KeptConnection['connection'];

export type Connections = {
  /**
   * `settingsEpoch`: of the settings that the call was decided on. Throws an `AppError` where the server cannot be
   * reached for a reason that may be told. No promise where the connection is there.
   */
  connectionOf(serverId: string, settingsEpoch: number): Connection | Promise<Connection>;
  close(): Promise<void>;
};

/** Milliseconds that a kept connection is used for without asking whether the server was edited. */
const usableMs = 1_000;
/** Calls under way keep the connection of an edited server for so long. */
const graceMs = 60_000;

type Kept = {
  stamp: string;
  epoch: number;
  made: Promise<KeptConnection>;
  /** Once it is made. */
  ready: Connection | null;
  checkedAt: number;
};

/** One pool a server. Whoever asks has a recorded allow, or a grant of that server. */
export function upstreamConnections(outside: Outside): Connections {
  const kept = new Map<string, Kept>();
  const looking = new Map<string, Promise<Kept>>();

  async function checked(serverId: string): Promise<Kept> {
    const { rows } = await ask<Server>('SELECT * FROM "Server" WHERE "id" = $1', [serverId]);
    const server = rows[0];
    if (server === undefined) throw new AppError('not_found', 'This server has been deleted.');
    const stamp = `${server.revision} ${speaksOf(server)}`;
    const known = kept.get(serverId);
    if (known?.stamp === stamp) {
      known.checkedAt = performance.now();
      known.epoch = server.settingsEpoch;
      return known;
    }
    if (known) setTimeout(() => void end(known), graceMs).unref();
    const epoch = server.settingsEpoch;
    const made = connect(server);
    const fresh: Kept = { stamp, epoch, made, ready: null, checkedAt: performance.now() };
    kept.set(serverId, fresh);
    made.then(
      ({ connection }) => {
        fresh.ready = connection;
      },
      () => {
        if (kept.get(serverId) === fresh) kept.delete(serverId);
      },
    );
    return fresh;
  }

  /** One question for all that ask at once, unless it was asked before what they were decided on. */
  async function asSet(serverId: string, epoch: number): Promise<Kept> {
    const found = await looking.get(serverId)?.catch(() => undefined);
    if (found?.epoch === epoch) return found;
    const own = checked(serverId);
    looking.set(serverId, own);
    try {
      return await own;
    } finally {
      if (looking.get(serverId) === own) looking.delete(serverId);
    }
  }

  async function connect(server: Server): Promise<KeptConnection> {
    const target = await targetOf(server, outside);
    const wanted: ConnectTarget = target.type === 'stdio' ? target : { ...target, speaks: speaksOf(server) };
    return connectTo(wanted, outside.addresses);
  }

  return {
    connectionOf(serverId, settingsEpoch) {
      const known = kept.get(serverId);
      const fresh = known?.epoch === settingsEpoch && performance.now() - known.checkedAt < usableMs;
      if (fresh && known.ready !== null) return known.ready;
      const asked = fresh ? Promise.resolve(known) : asSet(serverId, settingsEpoch);
      return asked.then(async ({ made }) => (await made).connection);
    },
    async close() {
      const all = [...kept.values()];
      kept.clear();
      await Promise.all(all.map(end));
    },
  };
}

async function end({ made }: Kept): Promise<void> {
  const connection = await made.catch(() => null);
  await connection?.close();
}

/** As its last discovery found. */
function speaksOf(server: Server): 'http' | 'sse' {
  return identityOf(server)?.transport === 'sse' ? 'sse' : 'http';
}
