/** The bytes of a request, bounded in size and time. */

import type { IncomingMessage } from 'node:http';
import { errorCodes } from '@/lib/mcp';
import { type Refusal, refusal } from './refusal';

export type BodyBounds = { maxBytes: number; timeoutMs: number };
export type BodyRead = { ok: true; bytes: Buffer } | Refusal | { ok: false; gone: true };

/** `gone`: the client closed before the end, and there is nobody to answer. */
export function readBody(req: IncomingMessage, { maxBytes, timeoutMs }: BodyBounds): Promise<BodyRead> {
  const tooLarge = () =>
    refusal(413, errorCodes.invalidRequest, `A request may have ${inWords(maxBytes)} at most.`);
  if (Number(req.headers['content-length'] ?? 0) > maxBytes) return Promise.resolve(tooLarge());
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const end = (read: BodyRead) => {
      clearTimeout(timer);
      req.off('data', take).off('end', done).off('error', gone).off('close', gone);
      // What still comes is not kept.
      req.on('error', () => {});
      resolve(read);
    };
    const take = (chunk: Buffer) => {
      length += chunk.length;
      if (length > maxBytes) end(tooLarge());
      else chunks.push(chunk);
    };
    const done = () =>
      end({ ok: true, bytes: chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, length) });
    const gone = () => end({ ok: false, gone: true });
    const timer = setTimeout(
      () => end(refusal(408, errorCodes.invalidRequest, 'The request did not arrive in time.')),
      timeoutMs,
    );
    req.on('data', take).on('end', done).on('error', gone).on('close', gone);
  });
}

function inWords(bytes: number): string {
  return bytes >= 1024 * 1024 ? `${bytes / 1024 / 1024} MiB` : `${bytes} bytes`;
}
