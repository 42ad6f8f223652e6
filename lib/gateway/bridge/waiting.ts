/** One request that waits for a channel's answer: JSON as long as the answer comes alone, a stream once it does not. */

import type { RpcId } from '@/lib/mcp';
import type { Patience, Receiver, SendFailure, Sending } from '../forward';
import { writeEvent } from '../rewrite';

export class Waiting implements Sending {
  private streaming = false;
  private over = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    /** The id as the client wrote it. */
    readonly id: RpcId,
    /** Of the client; null where it wants no progress. */
    readonly progressToken: RpcId | null,
    private readonly receiver: Receiver,
    private readonly patience: Patience,
    /** Told once it is over; `cancelled`: the client went away first. */
    private readonly done: (cancelled: boolean) => void,
  ) {
    this.wait();
  }

  /** A message that is not the answer. */
  push(message: string): void {
    if (this.over) return;
    this.stream();
    this.wait();
    this.receiver.data(event(message));
  }

  /** The head of a stream, before there is anything in it. */
  stream(): void {
    if (this.streaming) return;
    this.streaming = true;
    this.wait();
    this.receiver.head(200, { 'content-type': 'text/event-stream' });
  }

  answer(message: string, status: number, headers: Record<string, string>): void {
    if (!this.finish()) return;
    if (this.streaming) this.receiver.data(event(message));
    else {
      this.receiver.head(status, { 'content-type': 'application/json', ...headers });
      this.receiver.data(Buffer.from(message, 'utf8'));
    }
    this.receiver.end();
    this.done(false);
  }

  fail(failure: SendFailure): void {
    if (!this.finish()) return;
    this.receiver.fail(failure);
    this.done(false);
  }

  abort(): void {
    if (this.finish()) this.done(true);
  }

  // A channel has one reader for everybody: what a slow client does not take yet waits in its socket's buffer.
  pause(): void {}
  resume(): void {}

  private finish(): boolean {
    if (this.over) return false;
    this.over = true;
    clearTimeout(this.timer);
    return true;
  }

  /** Until something comes, or the next part. */
  private wait(): void {
    clearTimeout(this.timer);
    const { ms, listens } = this.patience;
    if (this.streaming && listens) return;
    this.timer = setTimeout(() => this.fail({ why: 'timeout', sent: true }), ms);
  }
}

export function event(message: string): Buffer {
  return Buffer.from(writeEvent({ event: 'message', id: null, retry: null, data: message }), 'utf8');
}
