/** A server's stream of events on its way to one client: each message is judged, each id sealed. */

import type { Sending } from '../forward';
import type { OutcomeStatus } from '../ports';
import { EventReader, type StreamEvent, writeEvent } from '../rewrite';
import type { RelayContext } from './context';
import { passMessage } from './message';
import { writePart } from './write';

/** What the stream asks of the relay that it belongs to. */
export type StreamOwner = {
  /** Names and values in turns. `flags`: of the session that an initialize answer opens. */
  headersFor(flags: string): string[];
  sending(): Sending | undefined;
  /** Nothing more of this stream may pass. Ends with `close`. */
  broken(why: string): void;
};

export class EventStream {
  /** What the call came to, once its answer has passed. */
  answered: OutcomeStatus | null = null;
  private readonly reader: EventReader;
  /** Events of an initialize answer wait until its session id can be sealed. */
  private held: string | null = null;
  private acknowledged: boolean;
  private closed = false;

  constructor(
    private readonly context: RelayContext,
    private readonly owner: StreamOwner,
  ) {
    this.reader = new EventReader(
      context.settings.maxAnswerBytes,
      (event) => this.event(event),
      () => this.keepAlive(),
    );
    const { asked, listens } = context;
    this.acknowledged = asked === null && listens;
    if (asked?.method === 'initialize') this.held = '';
    else this.writeHead('');
  }

  push(chunk: Buffer): void {
    if (this.reader.push(chunk) === false) this.owner.broken('The stream of the server cannot be read.');
  }

  /** What was read with the same part and still comes is not passed. */
  close(): void {
    this.closed = true;
  }

  /** One more message of ours into a stream that listens; false while nothing was acknowledged. */
  inject(message: string): boolean {
    if (this.closed || !this.acknowledged) return false;
    this.write(writeEvent({ event: 'message', id: null, retry: null, data: message }));
    return true;
  }

  /** A comment, which says nothing: so that nobody on the way takes a silent stream for a dead one. */
  keepAlive(): void {
    if (!this.closed && this.held === null) this.write(':\n\n');
  }

  private event(event: StreamEvent): void {
    if (this.closed) return;
    const { seal, owner, session } = this.context;
    const id = event.id ? seal.close('event', owner, event.id, session ?? '') : event.id;
    if (event.data === null || event.data === '') {
      this.write(writeEvent({ ...event, id }));
      return;
    }
    const passed = passMessage(event.data, this.context);
    if (passed.kind === 'broken') {
      this.owner.broken(passed.why);
      return;
    }
    // INVARIANT: a call has one answer. What comes after it is read for its ids alone.
    if (passed.kind === 'keep' || (passed.answers !== null && this.answered !== null)) {
      // Its id still counts: a client resumes behind it.
      if (id !== null) this.write(writeEvent({ event: null, id, retry: event.retry, data: null }));
      return;
    }
    if (this.held !== null && passed.answers !== null)
      this.writeHead(passed.flags?.listChanged === true ? 'l' : '');
    this.write(writeEvent({ ...event, id, data: passed.text }));
    this.acknowledged = true;
    this.answered ??= passed.answers;
  }

  private writeHead(flags: string): void {
    const { res } = this.context;
    const held = this.held;
    this.held = null;
    if (res.destroyed) return;
    const headers = this.owner.headersFor(flags);
    if (!headers.includes('cache-control')) headers.push('cache-control', 'no-cache');
    headers.push('x-accel-buffering', 'no');
    res.writeHead(200, headers);
    res.flushHeaders();
    if (held) this.write(held);
  }

  private write(text: string): void {
    if (this.held !== null) this.held += text;
    else writePart(this.context.res, text, this.owner.sending());
  }
}
