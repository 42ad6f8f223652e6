/** How a gateway reaches a server: HTTP as it is, other transports by a channel a session. */

import type { Dispatcher } from 'undici';
import { AppError } from '@/lib/errors';
import { faultsOfHeaders } from '@/lib/mcp';
import type { MessageChannel } from './channel';
import { openPool } from './pool';
import { openSseChannel } from './sse-channel';
import { openStdioChannel } from './stdio-channel';
import type { AddressPolicy, HttpTarget, StdioTarget } from './target';

export type Connection =
  | {
      kind: 'http';
      dispatcher: Dispatcher;
      origin: string;
      path: string;
      headers: Readonly<Record<string, string>>;
    }
  | { kind: 'bridge'; open(): Promise<MessageChannel> };
export type KeptConnection = {
  connection: Connection;
  /** From now on this stands in the Authorization header, in sessions under way too. */
  authorize(value: string): void;
  close(): Promise<void>;
};

/** What a server speaks, as its discovery found. `sse` is the transport of 2024-11-05. */
export type ConnectTarget = (HttpTarget & { speaks: 'http' | 'sse' }) | StdioTarget;

/**
 * Keeps one pool for an HTTP server: to be called once a server and closed when it changes. Addresses are checked with
 * every new connection. Throws an `AppError` where the address or a header is refused.
 */
export async function connectTo(target: ConnectTarget, addresses: AddressPolicy): Promise<KeptConnection> {
  if (target.type === 'stdio')
    return {
      connection: { kind: 'bridge', open: () => openStdioChannel(target) },
      authorize: () => {},
      close: async () => {},
    };
  const [fault] = faultsOfHeaders(target.headers ?? {});
  if (fault !== undefined) throw new AppError('unreachable', fault);
  const headers: Record<string, string> = Object.fromEntries(
    Object.entries(target.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const authorize = (value: string) => {
    headers.authorization = value;
  };
  if (target.speaks === 'sse') {
    const live = { ...target, headers };
    return {
      connection: { kind: 'bridge', open: () => openSseChannel(live, addresses) },
      authorize,
      close: async () => {},
    };
  }
  const opened = await openPool(target.url, addresses);
  if (!opened.ok) throw new AppError('unreachable', opened.message, { hint: opened.hint });
  const { pool, origin, path } = opened;
  return {
    connection: { kind: 'http', dispatcher: pool, origin, path, headers },
    authorize,
    close: () => pool.destroy(),
  };
}
