/** Puts the parts together from the environment. It knows everybody and decides nothing. */

import { prepareFirstOwnerCode, sweepAttempts } from '@/lib/accounts';
import { hurryLook, lookAtNext, type Outside, upstreamConnections } from '@/lib/catalogue';
import type { SendOn } from '@/lib/contact';
import { enforcementPorts } from '@/lib/control';
import { db } from '@/lib/db';
import { env, isOwnOrigin } from '@/lib/env';
import { createGateway, type Gateway } from '@/lib/gateway';
import { checkSecret, derive, type FingerprintStore, type SecretCheck } from '@/lib/secrets';

/** What verbs that reach out are told about this installation. */
export function outside(): Outside {
  const { loopback, allowNets, stdio, data, root } = env();
  return { addresses: { loopback, allowNets: [...allowNets] }, stdio, data, root };
}

/** Where messages of the contact form are sent on to. */
export function contactWays(): SendOn {
  return { ...env().contact, addresses: outside().addresses };
}

/** Where whoever asks reaches this installation. The Host header has been checked by the front. */
export function addressOf(headers: Headers): string {
  const host = headers.get('host');
  return env().publicUrl ?? (host ? `http://${host}` : env().baseUrl);
}

/** What authorization servers are told of this installation, at the address that whoever asks reached it by. */
export function oauthAddresses(headers: Headers): { redirectUri: string; clientDocument: string | null } {
  const { publicUrl } = env();
  return {
    redirectUri: `${addressOf(headers)}/api/oauth/callback`,
    // Others can read it only where this installation has an address of its own.
    clientDocument: publicUrl?.startsWith('https:') ? `${publicUrl}/api/oauth/client.json` : null,
  };
}

const fingerprintKey = 'secret-fingerprint';

const fingerprints: FingerprintStore = {
  async read() {
    const row = await db().setting.findUnique({ where: { key: fingerprintKey } });
    return row?.value ?? null;
  },
  async keep(value) {
    await db().setting.createMany({ data: [{ key: fingerprintKey, value }], skipDuplicates: true });
    const row = await db().setting.findUniqueOrThrow({ where: { key: fingerprintKey } });
    return row.value;
  },
};

/** Whether this process has the secret that the database was filled under. To be asked once, before anything is served. */
export function checkInstallation(): Promise<SecretCheck> {
  return checkSecret(fingerprints);
}

export type Prepared =
  | { ok: true; firstOwner: null | { code: string; url: string } }
  /** One plain sentence: say it and exit with 1. */
  | { ok: false; message: string };

/** What `npm start` does between migrating and serving. `firstOwner` is to be printed: it is kept nowhere else. */
export async function prepareToServe(): Promise<Prepared> {
  const secret = await checkInstallation();
  if (!secret.ok) return secret;
  await sweepAttempts();
  const code = await prepareFirstOwnerCode();
  if (code === null) return { ok: true, firstOwner: null };
  return { ok: true, firstOwner: { code, url: `${env().baseUrl}/welcome` } };
}

export type OpenGateway = {
  /** For `/mcp/<server id>`. Host, and what a client says of its own address, have been checked before. */
  handle: Gateway;
  /** Ends streams, writes what is not written yet, ends connections. The database must still be there. */
  close(): Promise<void>;
};

const sweepEveryMs = 3_600_000;

/** The gateway of this process. `served` is the address that people reach the console at, once it is known. */
export function openGateway(served: () => string): OpenGateway {
  const log = (line: string, cause?: unknown) => console.error(line, cause ?? '');
  const { publicUrl } = env();
  const connections = upstreamConnections(outside());
  const ports = enforcementPorts({
    baseUrl: served,
    upstream: connections.connectionOf,
    toolsChanged: (serverId) => {
      hurryLook(serverId).catch((error) =>
        log('That a server’s tools are others could not be noted.', error),
      );
    },
    log,
  });
  const handle = createGateway(ports, {
    secret: derive('gateway'),
    allowsOrigin: (origin, req) => isOwnOrigin(origin, req.headers.host, publicUrl),
    // The front has put the client's own address there, and nothing else.
    addressOf: (req) => String(req.headers['x-forwarded-for'] ?? req.socket.remoteAddress ?? ''),
    log,
  });
  const sweeping = setInterval(() => {
    ports.sweep().catch((error) => log('What is old enough to go could not be removed.', error));
  }, sweepEveryMs).unref();
  return {
    handle,
    async close() {
      clearInterval(sweeping);
      handle.close();
      await ports.close();
      await connections.close();
    },
  };
}

export type Looks = { close(): Promise<void> };

/** Whether somebody is due is one look into an index; until a changed definition is seen, its old review stands. */
const lookEveryMs = 2_000;

/** Asks servers again whose time has come, one after the other. Any number of processes may do this on one database. */
export function openLooks(): Looks {
  const ending = new AbortController();
  let working: Promise<void> | null = null;

  async function work(): Promise<void> {
    try {
      while (!ending.signal.aborted && (await lookAtNext(outside(), ending.signal)) !== null);
    } catch (error) {
      if (!ending.signal.aborted) console.error('A server could not be asked again.', error);
    }
  }

  const timer = setInterval(() => {
    working ??= work().finally(() => {
      working = null;
    });
  }, lookEveryMs).unref();
  return {
    async close() {
      clearInterval(timer);
      ending.abort();
      await working;
    },
  };
}
