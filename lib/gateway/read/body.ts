/** The bytes of a request, bounded in size and time. */

import type { IncomingMessage } from 'node:http';
import { errorCodes } from '@/lib/mcp';
import { type Deadline, within } from '../deadline';
import { lengthOf } from './head';
import { type Refusal, refusal } from './refusal';

export type BodyBounds = { maxBytes: number; timeoutMs: number };
export type BodyRead = { ok: true; bytes: Buffer } | Refusal | { ok: false; gone: true };

/**
 * Calls `take` once. `gone`: the client closed before the end, and there is nobody to answer. What still comes after a
 * refusal is not kept. Returns who has to be told when the client closes, or null where nothing is read.
 */
export function readBody(
  req: IncomingMessage,
  bounds: BodyBounds,
  take: (read: BodyRead) => void,
): { gone(): void } | null {
  if (lengthOf(req) > bounds.maxBytes) {
    take(tooLarge(bounds.maxBytes));
    return null;
  }
  const body = new Body(bounds.maxBytes, bounds.timeoutMs, take);
  req.on('data', (chunk: Buffer) => body.data(chunk));
  req.on('end', () => body.whole());
  return body;
}

class Body {
  private first: Buffer | null = null;
  private more: Buffer[] | null = null;
  private length = 0;
  private over = false;
  private readonly deadline: Deadline;

  constructor(
    private readonly maxBytes: number,
    timeoutMs: number,
    private readonly take: (read: BodyRead) => void,
  ) {
    this.deadline = within(timeoutMs, () =>
      this.end(refusal(408, errorCodes.invalidRequest, 'The request did not arrive in time.')),
    );
  }

  data(chunk: Buffer): void {
    if (this.over) return;
    this.length += chunk.length;
    if (this.length > this.maxBytes) this.end(tooLarge(this.maxBytes));
    else if (this.first === null) this.first = chunk;
    else if (this.more === null) this.more = [this.first, chunk];
    else this.more.push(chunk);
  }

  whole(): void {
    const { first, more, length } = this;
    this.end({ ok: true, bytes: more === null ? (first ?? nothing) : Buffer.concat(more, length) });
  }

  gone(): void {
    this.end({ ok: false, gone: true });
  }

  private end(read: BodyRead): void {
    if (this.over) return;
    this.over = true;
    this.deadline.end();
    this.first = null;
    this.more = null;
    this.take(read);
  }
}

const nothing = Buffer.alloc(0);

function tooLarge(maxBytes: number): Refusal {
  return refusal(413, errorCodes.invalidRequest, `A request may have ${inWords(maxBytes)} at most.`);
}

function inWords(bytes: number): string {
  return bytes >= 1024 * 1024 ? `${bytes / 1024 / 1024} MiB` : `${bytes} bytes`;
}
