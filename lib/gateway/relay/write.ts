/** Writing to a client that may be gone, and reading no faster than it takes. */

import type { ServerResponse } from 'node:http';
import type { Answer } from '../answer';
import type { Sending } from '../forward';

export function writeAnswer(res: ServerResponse, answer: Answer): void {
  if (res.headersSent || res.destroyed) return;
  const headers: Record<string, string | number> = { ...answer.headers };
  if (answer.body !== null) headers['content-length'] = Buffer.byteLength(answer.body);
  res.writeHead(answer.status, headers);
  res.end(answer.body ?? undefined);
}

/** Hands over a part; the server waits while the client does. */
export function writePart(res: ServerResponse, part: string, sending: Sending | undefined): void {
  if (res.destroyed || res.writableEnded || res.write(part) || sending === undefined) return;
  sending.pause();
  res.once('drain', () => sending.resume());
}
