/** HTTP upstreams: undici's dispatch, without a stream or a promise a request. */

import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { type Deadline, within } from '../deadline';
import type { UpstreamConnection } from '../ports';
import type { Patience, Receiver, Sender, SendFailure, Sending } from './sender';

type HttpConnection = Extract<UpstreamConnection, { kind: 'http' }>;

export function httpSender(connection: HttpConnection): Sender {
  return (request, receiver, patience) => {
    const exchange = new Exchange(receiver, patience);
    const { dispatcher, origin, path, headers } = connection;
    try {
      dispatcher.dispatch(
        {
          origin,
          path,
          method: request.method,
          // INVARIANT: the server's own credentials win over anything that a client sent under the same name.
          headers: isEmpty(headers) ? request.headers : { ...request.headers, ...headers },
          body: request.body,
          headersTimeout: 0,
          bodyTimeout: 0,
        },
        exchange,
      );
    } catch {
      exchange.lost('unreachable');
    }
    return exchange;
  };
}

function isEmpty(headers: object): boolean {
  for (const _ in headers) return false;
  return true;
}

/** Speaks undici's handler with raw headers, which costs a call a sixth less CPU than the one with parsed headers. */
class Exchange implements Dispatcher.DispatchHandler, Sending {
  private cut: ((cause: Error) => void) | null = null;
  private flow: (() => void) | null = null;
  private started = false;
  private over = false;
  private paused = false;
  private deadline: Deadline | null;
  /** When its latest part came, by the clock of deadlines; null before its head. */
  private heardMs: number | null = null;

  constructor(
    private readonly receiver: Receiver,
    private readonly patience: Patience,
  ) {
    this.deadline = within(patience.ms, () => this.due());
  }

  onConnect(abort: (cause?: Error) => void): void {
    this.cut = abort;
    this.started = true;
    if (this.over) abort(ended);
  }

  onHeaders(status: number, raw: Buffer[], resume: () => void): boolean {
    if (this.over || status < 200) return true;
    this.flow = resume;
    if (this.patience.listens) this.forgetDeadline();
    else this.heardMs = performance.now();
    this.receiver.head(status, wantedOf(raw, status));
    return !this.paused;
  }

  onData(chunk: Buffer): boolean {
    if (this.over) return true;
    if (this.deadline !== null) this.heardMs = performance.now();
    this.receiver.data(chunk);
    return !this.paused;
  }

  onComplete(): void {
    if (this.over) return;
    this.finish();
    this.receiver.end();
  }

  onError(cause: Error): void {
    this.lost(this.started || !isConnectFault(cause) ? 'broken' : 'unreachable');
  }

  onUpgrade(): void {
    this.lost('broken');
  }

  /** The one way to fail; whatever comes after is not heard. */
  lost(why: SendFailure['why']): void {
    if (this.over) return;
    this.finish();
    this.cut?.(ended);
    this.receiver.fail({
      why: this.started ? why : why === 'timeout' ? 'timeout' : 'unreachable',
      sent: this.started,
    });
  }

  abort(): void {
    if (this.over) return;
    this.finish();
    this.cut?.(ended);
  }

  pause(): void {
    // A client that reads slowly is no silence of the server.
    this.forgetDeadline();
    this.paused = true;
  }

  resume(): void {
    if (!this.over && !this.patience.listens && this.deadline === null) {
      this.heardMs = performance.now();
      this.deadline = within(this.patience.ms, () => this.due());
    }
    this.paused = false;
    this.flow?.();
  }

  /** Nothing moves a deadline that is hardly ever reached: once it is, whatever came since begins it anew. */
  private due(): void {
    const silentMs = this.heardMs === null ? this.patience.ms : performance.now() - this.heardMs;
    const restMs = this.patience.ms - silentMs;
    if (restMs <= 0) {
      this.lost('timeout');
      return;
    }
    const timer = setTimeout(() => this.due(), Math.ceil(restMs));
    this.deadline = { end: () => clearTimeout(timer) };
  }

  private forgetDeadline(): void {
    this.deadline?.end();
    this.deadline = null;
  }

  private finish(): void {
    this.over = true;
    this.forgetDeadline();
  }
}

const ended = new Error('The exchange is over.');

function isConnectFault(cause: Error): boolean {
  return !('code' in cause) || !String(cause.code).startsWith('HPE_');
}

const challenge = 'www-authenticate';
const wanted = new Set([
  'content-type',
  'content-encoding',
  'cache-control',
  'mcp-session-id',
  'retry-after',
]);
/** Length and first letter tell nearly all others apart, and cost no text. */
const shapes = new Set([...wanted, challenge].map((name) => shapeOf(Buffer.from(name))));

function shapeOf(name: Buffer): number {
  return name.length * 256 + ((name[0] ?? 0) | 32);
}

/** Headers that the gateway looks at; the challenge of a 403 alone. One that stands twice is a list, as HTTP has it. */
function wantedOf(raw: readonly Buffer[], status: number): IncomingHttpHeaders {
  const headers: Record<string, string> = {};
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = raw[i] as Buffer;
    if (!shapes.has(shapeOf(name))) continue;
    const lower = name.toString('latin1').toLowerCase();
    if (!wanted.has(lower) && !(status === 403 && lower === challenge)) continue;
    const value = (raw[i + 1] as Buffer).toString('latin1');
    const before = headers[lower];
    headers[lower] = before === undefined ? value : `${before}, ${value}`;
  }
  return headers;
}
