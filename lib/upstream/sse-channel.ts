/** A session over HTTP+SSE, the transport of 2024-11-05: one stream for what the server says, one address to post to. */

import { AppError } from '@/lib/errors';
import { asAppError, bounded, Mailbox, type MessageChannel } from './channel';
import { readEvents, type ServerEvent } from './event-stream';
import { endpointOf } from './legacy-sse';
import { openPool } from './pool';
import type { AddressPolicy, HttpTarget } from './target';

const patienceMs = 10_000;
const lineFeed = 10;

/** Throws an `AppError` where there is no such stream. `target.headers` may change while it lasts. Redirects are not followed: credentials stay where they were set. */
export async function openSseChannel(target: HttpTarget, addresses: AddressPolicy): Promise<MessageChannel> {
  const opened = await openPool(target.url, addresses);
  if (!opened.ok) throw new AppError('unreachable', opened.message, { hint: opened.hint });
  const { pool, origin, path } = opened;
  // Read anew for each request: a token is renewed while a session lasts.
  const own = () => ({ ...target.headers, 'accept-encoding': 'identity' });
  const ending = new AbortController();
  const box = new Mailbox();

  const stop = (why: string) => {
    if (box.ended) return;
    box.end(why);
    ending.abort();
    void pool.destroy();
  };
  try {
    const patience = setTimeout(() => ending.abort(), patienceMs);
    const headers = { ...own(), accept: 'text/event-stream' };
    const answer = await pool.request({ method: 'GET', path, headers, signal: ending.signal });
    answer.body.on('error', () => {});
    if (answer.statusCode !== 200) throw refusedWith(answer.statusCode);
    const events = readEvents(
      bounded(answer.body as AsyncIterable<Buffer>, (chunk) => chunk.includes(lineFeed)),
    );
    const first = await events.next();
    clearTimeout(patience);
    if (first.done || first.value.event !== 'endpoint') throw refusedWith(200);
    const endpoint = endpointOf(first.value.data, new URL(path, origin));
    void listen(events);
    return {
      send: (message) => post(endpoint.pathname + endpoint.search, message),
      onMessage: (take) => box.onMessage(take),
      onClose: (closed) => box.onClose(closed),
      close: () => stop('The connection was closed.'),
    };
  } catch (cause) {
    stop('The connection could not be made.');
    if (cause instanceof AppError) throw cause;
    const told = asAppError(cause);
    throw told === cause ? new AppError('unreachable', 'The server cannot be reached.', { cause }) : told;
  }

  async function post(to: string, message: string): Promise<void> {
    if (box.ended) throw new Error('The connection was closed.');
    const headers = { ...own(), 'content-type': 'application/json' };
    const answer = await pool.request({
      method: 'POST',
      path: to,
      headers,
      body: message,
      signal: ending.signal,
    });
    answer.body.on('error', () => {});
    await answer.body.dump();
    if (answer.statusCode >= 300) throw refusedWith(answer.statusCode);
  }

  async function listen(events: AsyncGenerator<ServerEvent>): Promise<void> {
    try {
      for await (const event of events) if (event.event === 'message') box.deliver(event.data);
      stop('The server ended its stream.');
    } catch {
      stop('The stream of the server broke off.');
    }
  }
}

function refusedWith(status: number): AppError {
  const told =
    status === 200
      ? 'The server has no stream of events at this address.'
      : `The server answered with status ${status}.`;
  return new AppError('unreachable', told);
}
