/** A connection that carries messages of one session both ways: for those who pass messages on without asking anything. */

import { AppError } from '@/lib/errors';
import { Broken } from './failures';

export type MessageChannel = {
  /** A whole message without line breaks. Rejects where it cannot be written. */
  send(message: string): Promise<void>;
  onMessage(take: (message: string) => void): void;
  /** Once, also where it was closed from here, and for those who ask after the end. The sentence may be shown. */
  onClose(closed: (why: string) => void): void;
  close(): void;
};

/** Most bytes of one message of a server. */
export const maxMessageBytes = 16 * 1024 * 1024;

/** Keeps what comes before anybody listens, and the end for those who listen later. */
export class Mailbox {
  private takers: ((message: string) => void)[] = [];
  private closers: ((why: string) => void)[] = [];
  private early: string[] = [];
  private why: string | undefined;

  get ended(): boolean {
    return this.why !== undefined;
  }

  deliver(message: string): void {
    if (this.takers.length === 0) this.early.push(message);
    for (const take of this.takers) take(message);
  }

  onMessage(take: (message: string) => void): void {
    this.takers.push(take);
    for (const message of this.early.splice(0)) take(message);
  }

  onClose(closed: (why: string) => void): void {
    if (this.why === undefined) this.closers.push(closed);
    else closed(this.why);
  }

  end(why: string): void {
    if (this.why !== undefined) return;
    this.why = why;
    for (const closed of this.closers.splice(0)) closed(why);
  }
}

/** Fails once more came than one message may have without one having been complete. */
export async function* bounded(
  chunks: AsyncIterable<Buffer>,
  isEnd: (chunk: Buffer) => boolean,
): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of chunks) {
    size = isEnd(chunk) ? chunk.length : size + chunk.length;
    if (size > maxMessageBytes)
      throw new AppError('too_large', 'The server sent a message that is too large.');
    yield chunk;
  }
}

/** What may be told of a connection that could not be made. */
export function asAppError(cause: unknown): unknown {
  if (!(cause instanceof Broken)) return cause;
  return new AppError('unreachable', cause.failure.message, { hint: cause.failure.hint, cause });
}
