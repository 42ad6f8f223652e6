/** One channel and everybody who waits on it. Legacy: one client's session. Modern: one grant's, with ids of its own. */

import { errorCodes, type RpcId } from '@/lib/mcp';
import type { Patience, Receiver, Sending } from '../forward';
import type { Channel } from '../ports';
import type { Owner } from '../seal';
import { type Line, progressTokenOf, readLine, withId } from './line';
import { event, Waiting } from './waiting';

const keptMessages = 100;

export class BridgeSession {
  readonly waiting = new Map<string, Waiting>();
  usedMs = performance.now();
  closed = false;
  private retired = false;
  private stream: Receiver | null = null;
  private readonly kept: string[] = [];
  private nextId = 1;
  /** What the head of an answer says beside its type. */
  private readonly headers = new WeakMap<Waiting, Record<string, string>>();

  constructor(
    readonly owner: Owner,
    private readonly channel: Channel,
    /** Ids are made anew: requests of several clients of one grant share the channel. */
    private readonly shared: boolean,
    onClose: () => void,
  ) {
    channel.onMessage((text) => this.take(text));
    channel.onClose(() => {
      this.closed = true;
      for (const waiting of [...this.waiting.values()]) waiting.fail({ why: 'broken', sent: true });
      this.stream?.end();
      this.stream = null;
      onClose();
    });
  }

  get idle(): boolean {
    return this.waiting.size === 0 && this.stream === null;
  }

  /** null: a request with this id is under way already. */
  ask(
    { text, id }: { text: string; id: RpcId },
    receiver: Receiver,
    patience: Patience,
    headers: Record<string, string>,
  ): Sending | null {
    this.usedMs = performance.now();
    const inner: RpcId = this.shared ? this.nextId++ : id;
    const key = keyOf(inner);
    const message = this.shared ? withId(text, 'id', inner) : text;
    if (message === null || this.waiting.has(key)) return null;
    const waiting = new Waiting(id, progressTokenOf(text), receiver, patience, (cancelled) => {
      this.waiting.delete(key);
      this.usedMs = performance.now();
      if (cancelled) this.cancel(inner);
      if (this.retired && this.idle) this.close();
    });
    this.waiting.set(key, waiting);
    this.headers.set(waiting, headers);
    this.channel.send(message).catch(() => waiting.fail({ why: 'broken', sent: true }));
    return waiting;
  }
  async tell(text: string): Promise<void> {
    this.usedMs = performance.now();
    await this.channel.send(text);
  }

  /** The stream of a legacy session; false where it has one already. */
  listen(receiver: Receiver): Sending | null {
    if (this.stream !== null) return null;
    this.stream = receiver;
    receiver.head(200, { 'content-type': 'text/event-stream' });
    for (const message of this.kept.splice(0)) receiver.data(event(message));
    return {
      abort: () => {
        if (this.stream === receiver) this.stream = null;
      },
      pause: () => {},
      resume: () => {},
    };
  }

  close(): void {
    this.channel.close();
  }

  /** Closes it as soon as nobody waits for it. */
  retire(): void {
    this.retired = true;
    if (this.idle) this.close();
  }

  private cancel(requestId: RpcId): void {
    const params = { requestId, reason: 'The client went away.' };
    const message = JSON.stringify({ jsonrpc: '2.0', method: 'notifications/cancelled', params });
    if (!this.closed) this.channel.send(message).catch(() => {});
  }

  private take(text: string): void {
    const line = readLine(text);
    // What is no message is not passed on: a program may write anything to its output.
    if (line === null) return;
    if (line.method === null) this.answer(line);
    else this.pass(line);
  }

  private answer(line: Line): void {
    const waiting = line.id === null ? undefined : this.waiting.get(keyOf(line.id));
    if (waiting === undefined) return;
    const text = this.shared ? withId(line.text, 'id', waiting.id) : line.text;
    if (text === null) {
      waiting.fail({ why: 'broken', sent: true });
      return;
    }
    // Source: specification 2026-07-28, basic/transports: an unknown method is 404.
    const status = this.shared && line.errorCode === errorCodes.methodNotFound ? 404 : 200;
    waiting.answer(text, status, this.headers.get(waiting) ?? {});
  }

  /** Notifications, and what the server asks: to whom it belongs, else to the session's stream. */
  private pass(line: Line): void {
    if (this.shared && line.subscription !== null) {
      const waiting = this.waiting.get(keyOf(line.subscription));
      const text = waiting === undefined ? null : withId(line.text, 'subscription', waiting.id);
      if (text !== null) waiting?.push(text);
      return;
    }
    if (line.progressToken !== null) {
      const those = [...this.waiting.values()].filter(
        ({ progressToken }) => progressToken === line.progressToken,
      );
      // Two clients with one token: nobody could say whose it is.
      if (those.length === 1) those[0]?.push(line.text);
      return;
    }
    if (this.shared) return;
    if (this.stream !== null) this.stream.data(event(line.text));
    else if (this.waiting.size > 0) [...this.waiting.values()].at(-1)?.push(line.text);
    else if (this.kept.push(line.text) > keptMessages) this.kept.shift();
  }
}

function keyOf(id: RpcId): string {
  return `${typeof id} ${id}`;
}
