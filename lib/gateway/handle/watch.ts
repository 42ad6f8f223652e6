/** A stream that outlives a policy: its client is told when its tools may be others, and it ends with its grant. */

import { metaKeys, type RpcId } from '@/lib/mcp';
import type { Epochs } from '../ports';
import type { Relay } from '../relay';
import type { Exchange } from './core';

/** Proxies and clients end what is silent for longer. */
const keepAliveSeconds = 15;

/** `subscription`: the id of the listen request (modern), or null for a GET stream. */
export function watch(exchange: Exchange, relay: Relay, subscription: RpcId | null, tells = true): void {
  const { core, res, token, head } = exchange;
  let looking = false;
  let again = false;
  let untold = false;
  // What the stream began with may be a second old: it is looked after once by itself, and again after each failure.
  let owed = 1;
  let silentSeconds = 0;

  const look = async () => {
    if (looking) {
      again = true;
      return;
    }
    looking = true;
    owed = Math.max(0, owed - 1);
    try {
      do {
        again = false;
        const before = exchange.enforcement.epochs;
        const now = await core.ports.enforcement(token, head.serverId);
        if (now === null) return relay.close();
        exchange.enforcement = now;
        untold ||= tells && differ(before, now.epochs);
      } while (again);
      tell();
    } catch (cause) {
      // Nothing new is let through by a stream; what it filters by stays the last that was known.
      owed = Math.max(1, owed);
      core.settings.log('gateway: a stream could not be looked after', cause);
    } finally {
      looking = false;
    }
  };
  const tell = () => {
    if (untold && relay.inject(listChanged(subscription))) untold = false;
  };
  const stop = core.ports.changes(exchange.enforcement.grant.id, () => {
    // What is read now may have been asked for before the change: it is looked at once more a second later.
    owed = 2;
    void look();
  });
  // An expiry comes without a change, and a stream that was not yet acknowledged is told later.
  const timer = setInterval(() => {
    const { expiresAtMs } = exchange.enforcement.grant;
    if (expiresAtMs !== null && expiresAtMs <= core.ports.nowMs()) return relay.close();
    tell();
    if (owed > 0) void look();
    silentSeconds += 1;
    if (silentSeconds % keepAliveSeconds === 0) relay.keepAlive();
  }, 1_000);
  timer.unref();
  res.once('close', () => {
    stop();
    clearInterval(timer);
  });
}

function differ(a: Epochs, b: Epochs): boolean {
  return (
    a.policy !== b.policy || a.definitions !== b.definitions || a.server !== b.server || a.grant !== b.grant
  );
}

function listChanged(subscription: RpcId | null): string {
  const method = 'notifications/tools/list_changed';
  if (subscription === null) return JSON.stringify({ jsonrpc: '2.0', method });
  const params = { _meta: { [metaKeys.subscriptionId]: subscription } };
  return JSON.stringify({ jsonrpc: '2.0', method, params });
}
