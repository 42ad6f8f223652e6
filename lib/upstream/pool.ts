/** Connections that go only where they were checked to go. */

import type { LookupFunction } from 'node:net';
import { Pool } from 'undici';
import { type AddressCheck, addressCheck } from './addresses';
import type { AddressPolicy, Resolver } from './target';
import {
  bareHost,
  type CheckedUrl,
  checkUrl,
  type PinnedAddress,
  type RefusedUrl,
  readServerUrl,
  systemResolver,
} from './url';

export type PoolOptions = { connections?: number; connectTimeoutMs?: number };

/** A pool to one origin that connects to the addresses that were checked, whatever the name says by then. */
export function pinnedPool(checked: CheckedUrl, options: PoolOptions = {}): Pool {
  return poolOf(
    checked.url,
    lookupOf(async () => checked.addresses),
    options,
  );
}

export type UpstreamPool = { ok: true; pool: Pool; origin: string; path: string } | RefusedUrl;

/**
 * A pool for as long as a server is known: each new connection resolves the name again, checks every address, and uses
 * those. A name that has come to lead elsewhere fails that connection.
 */
export async function openPool(
  url: string,
  addresses: AddressPolicy,
  options: PoolOptions & { resolve?: Resolver } = {},
): Promise<UpstreamPool> {
  const read = readServerUrl(url);
  if (!read.ok) return read;
  const check = addressCheck(addresses);
  const resolve = options.resolve ?? systemResolver;
  const first = await checkUrl(read.url, check, resolve);
  if (!first.ok) return first;
  const pool = poolOf(first.url, lookupOf(again(first.url, check, resolve)), options);
  return { ok: true, pool, origin: first.url.origin, path: first.url.pathname + first.url.search };
}

function again(url: URL, check: AddressCheck, resolve: Resolver): () => Promise<PinnedAddress[]> {
  return async () => {
    const checked = await checkUrl(url, check, resolve);
    if (!checked.ok) throw new Error(checked.message);
    return checked.addresses;
  };
}

function poolOf(url: URL, lookup: LookupFunction, options: PoolOptions): Pool {
  return new Pool(url.origin, {
    connections: options.connections ?? null,
    // The deadline of whoever asks bounds the answer; these would end long SSE streams.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { lookup, timeout: options.connectTimeoutMs ?? 10_000, servername: serverName(url) },
  });
}

// A certificate is checked against the name in the URL. An IP address is no name for SNI.
function serverName(url: URL): string | undefined {
  const host = bareHost(url);
  return /^[\d.]+$|:/.test(host) ? undefined : host;
}

// INVARIANT: node:net calls this for names only. A literal address was checked before the pool was made.
function lookupOf(addresses: () => Promise<PinnedAddress[]>): LookupFunction {
  return (_hostname, options, callback) => {
    addresses().then(
      (found) => {
        const first = found[0];
        if (first === undefined) callback(new Error('no address'), '', 4);
        else if (options.all) callback(null, found);
        else callback(null, first.address, first.family);
      },
      (cause: Error) => callback(cause, '', 4),
    );
  };
}
