/** From what may go on to the server's connection, or to the word that nothing was sent. */

import { patiently } from '../decide';
import type { Enforcement, UpstreamConnection } from '../ports';
import { writeAnswer } from '../relay';
import { connectionOf, type Exchange } from './core';
import { type SendOn, sendOn } from './send-on';
import { watch } from './watch';

const nothing: readonly string[] = [];

type Forward = Pick<SendOn, 'body' | 'asked' | 'session' | 'startedMs'> &
  Partial<Pick<SendOn, 'listens' | 'leaveOut' | 'headers' | 'clientFlags' | 'receipt'>>;

export async function forward(exchange: Exchange, leave: () => void, given: Forward): Promise<void> {
  const found = await connectionOf(exchange);
  if (found.ok) return forwardTo(exchange, leave, given, found.connection);
  leave();
  unsent(exchange, given, 'The server cannot be reached.');
  writeAnswer(exchange.res, found.answer(given.asked?.id ?? null));
}

export function forwardTo(
  exchange: Exchange,
  leave: () => void,
  given: Forward,
  connection: UpstreamConnection,
): void {
  const { res, generation, head } = exchange;
  const { body, asked, session, startedMs, headers } = given;
  if (res.destroyed && generation === 'modern') {
    // The client went away before a byte was sent.
    leave();
    unsent(exchange, given, 'The client went away.');
    return;
  }
  const { listens = false, leaveOut = nothing, clientFlags = '', receipt = null } = given;
  const { method } = head;
  const send: SendOn = {
    method,
    connection,
    body,
    asked,
    listens,
    session,
    lastEventId: null,
    leaveOut,
    headers,
    clientFlags,
    receipt,
    startedMs,
    leave,
  };
  const relay = sendOn(exchange, send);
  if (send.listens && send.asked !== null) watch(exchange, relay, send.asked.id);
}

/** What was recorded and counted, and then no byte of it was sent. */
function unsent({ core }: Exchange, { receipt, startedMs }: Forward, error: string): void {
  if (!receipt) return;
  const latencyMs = Math.max(0, performance.now() - startedMs);
  core.ports.outcome(receipt, {
    status: 'not_sent',
    httpStatus: null,
    latencyMs,
    requestBytes: 0,
    responseBytes: 0,
    error,
  });
  core.ports
    .giveBack(receipt)
    .catch((cause: unknown) => core.settings.log('gateway: units were not given back', cause));
}

/** What holds now; null where the grant is gone. */
export function again({ core, token, head }: Exchange): Enforcement | null | Promise<Enforcement | null> {
  return patiently('the grant', core.settings.storeTimeoutMs, () =>
    core.ports.enforcement(token, head.serverId),
  );
}
