/** How servers are reached when calls go to them. Credentials are opened here, late, and go to the connection alone. */

import { ask, type Server } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { type ConnectTarget, challengedScopes, connectTo, type KeptConnection } from '@/lib/upstream';
import { type Bearer, bearerOf, moreScopes, tokenRefused } from './access-tokens';
import { targetOf } from './discover';
import type { Outside } from './outside';
import { identityOf } from './view';

type Access = Extract<Bearer, { ok: true }>;
type Connection =
  | Extract<KeptConnection['connection'], { kind: 'bridge' }>
  | (Extract<KeptConnection['connection'], { kind: 'http' }> & {
      /** The server answered 401 or 403 to it: see lib/gateway/ports.ts. */
      refused?(status: 401 | 403, challenge: string | undefined): string | null;
    });

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
  /** Milliseconds as `checkedAt`: past this its token has to be renewed first. */
  usableUntil: number;
  /** Of its token; 0 where it has none. */
  generation: number;
};

/** One pool a server. Whoever asks has a recorded allow, or a grant of that server. */
export function upstreamConnections(outside: Outside): Connections {
  const kept = new Map<string, Kept>();
  const looking = new Map<string, Promise<Kept>>();
  /** Tokens that a server refused just now, until the database knows. */
  const refusals = new Map<string, Promise<void>>();

  async function checked(serverId: string): Promise<Kept> {
    const { rows } = await ask<Server & { byOAuth: boolean }>(
      `SELECT s.*, EXISTS (SELECT 1 FROM "ServerAccess" a WHERE a."serverId" = s."id") AS "byOAuth"
        FROM "Server" s WHERE s."id" = $1`,
      [serverId],
    );
    const server = rows[0];
    if (server === undefined) throw new AppError('not_found', 'This server has been deleted.');
    const access = server.byOAuth ? await accessTo(server) : null;
    const stamp = `${server.revision} ${speaksOf(server)}`;
    const known = kept.get(serverId);
    if (known?.stamp === stamp) {
      await readied(server, known, access);
      known.checkedAt = performance.now();
      known.epoch = server.settingsEpoch;
      return known;
    }
    if (known) setTimeout(() => void end(known), graceMs).unref();
    const epoch = server.settingsEpoch;
    const made = connect(server);
    const usableUntil = Number.POSITIVE_INFINITY;
    const checkedAt = performance.now();
    const fresh: Kept = { stamp, epoch, made, ready: null, checkedAt, usableUntil, generation: 0 };
    kept.set(serverId, fresh);
    await readied(server, fresh, access).catch((cause: unknown) => {
      if (kept.get(serverId) === fresh) kept.delete(serverId);
      throw cause;
    });
    return fresh;
  }

  /** INVARIANT: a server that lets in by OAuth gets no request without a token. */
  async function accessTo(server: Server): Promise<Access | null> {
    await refusals.get(server.id);
    const access = await bearerOf(server, { addresses: outside.addresses });
    if (access?.ok !== false) return access;
    const code = access.wants === 'person' ? 'forbidden' : 'unreachable';
    throw new AppError(code, access.message, { hint: access.hint });
  }

  /** Waits for the connection, whoever is making it, and gives it the token where it needs one. */
  async function readied(server: Server, one: Kept, access: Access | null): Promise<void> {
    const { connection, authorize } = await one.made;
    if (access === null) {
      one.ready ??= connection;
      return;
    }
    // Of two answers on their way the older one may come last.
    if (access.generation < one.generation) return;
    one.generation = access.generation;
    authorize(access.authorization);
    one.usableUntil = performance.now() + (access.renewInMs ?? Number.POSITIVE_INFINITY);
    one.ready =
      connection.kind === 'http' ? { ...connection, refused: refusedOf(server, one, access) } : connection;
  }

  function refusedOf({ id, name }: Server, one: Kept, { generation }: Access) {
    return (status: 401 | 403, challenge: string | undefined): string | null => {
      if (status === 401) {
        one.usableUntil = 0;
        const told = tokenRefused(id, generation)
          .catch(() => {})
          .finally(() => refusals.delete(id));
        refusals.set(id, told);
        return null;
      }
      const { error, scopes } = challengedScopes(challenge);
      if (error !== 'insufficient_scope') return null;
      // What could not be kept is said again with the next such call.
      moreScopes(id, generation, scopes).catch(() => {});
      return `The server ${name} wants more access than it was given: a person has to connect it again in the console.`;
    };
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
      const now = performance.now();
      const fresh =
        known?.epoch === settingsEpoch && now - known.checkedAt < usableMs && now < known.usableUntil;
      if (fresh && known.ready !== null) return known.ready;
      return asSet(serverId, settingsEpoch).then(({ ready }) => {
        if (ready === null) throw new AppError('unreachable', 'The server cannot be reached.');
        return ready;
      });
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
