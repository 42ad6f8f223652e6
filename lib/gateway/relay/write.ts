/** Writing to a client that may be gone, and reading no faster than it takes. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from '../answer';
import { within } from '../deadline';
import type { Sending } from '../forward';

export function writeAnswer(res: ServerResponse, answer: Answer): void {
  if (!writeHead(res, answer)) return;
  res.end(answer.body ?? undefined);
}

/** Milliseconds in which a client may read its answer and stop sending. */
const lingerMs = 2_000;

/**
 * To a client that may still be sending, and is not heard any more. Cutting the connection under it would take the answer
 * away that it has not read: what comes for a moment is dropped instead.
 */
export function writeLast(req: IncomingMessage, res: ServerResponse, answer: Answer): void {
  if (req.complete) {
    writeAnswer(res, answer);
    return;
  }
  if (!writeHead(res, { ...answer, headers: { ...answer.headers, Connection: 'close' } })) return;
  if (answer.body !== null) res.write(answer.body);
  const patience = within(lingerMs, () => res.end());
  req.once('end', () => res.end());
  res.once('close', () => patience.end());
  req.resume();
}

function writeHead(res: ServerResponse, answer: Answer): boolean {
  if (res.headersSent || res.destroyed) return false;
  const headers: Record<string, string | number> = { ...answer.headers };
  if (answer.body !== null) headers['content-length'] = Buffer.byteLength(answer.body);
  res.writeHead(answer.status, headers);
  return true;
}

/** Hands over a part; the server waits while the client does. */
export function writePart(res: ServerResponse, part: string, sending: Sending | undefined): void {
  if (res.destroyed || res.writableEnded || res.write(part) || sending === undefined) return;
  sending.pause();
  res.once('drain', () => sending.resume());
}
