/** HTTP upstreams: undici's dispatch, without a stream or a promise a request. */

import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
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
          headers: { ...request.headers, ...headers },
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

class Exchange implements Dispatcher.DispatchHandler, Sending {
  private controller: Dispatcher.DispatchController | undefined;
  private started = false;
  private over = false;
  private readonly timer: NodeJS.Timeout;
  private idle: NodeJS.Timeout | undefined;

  constructor(
    private readonly receiver: Receiver,
    private readonly patience: Patience,
  ) {
    this.timer = setTimeout(() => this.lost('timeout'), patience.headMs);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    this.started = true;
    if (this.over) controller.abort(ended);
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    if (this.over || status < 200) return;
    clearTimeout(this.timer);
    const { idleMs } = this.patience;
    if (idleMs !== null) this.idle = setTimeout(() => this.lost('timeout'), idleMs);
    this.receiver.head(status, headers);
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.over) return;
    this.idle?.refresh();
    this.receiver.data(chunk);
  }

  onResponseEnd(): void {
    if (this.over) return;
    this.finish();
    this.receiver.end();
  }

  onResponseError(_: Dispatcher.DispatchController, cause: Error): void {
    this.lost(this.started || !isConnectFault(cause) ? 'broken' : 'unreachable');
  }

  /** The one way to fail; whatever comes after is not heard. */
  lost(why: SendFailure['why']): void {
    if (this.over) return;
    this.finish();
    this.controller?.abort(ended);
    this.receiver.fail({
      why: this.started ? why : why === 'timeout' ? 'timeout' : 'unreachable',
      sent: this.started,
    });
  }

  abort(): void {
    if (this.over) return;
    this.finish();
    this.controller?.abort(ended);
  }

  pause(): void {
    // A client that reads slowly is no silence of the server.
    clearTimeout(this.idle);
    this.controller?.pause();
  }

  resume(): void {
    const { idleMs } = this.patience;
    if (!this.over && idleMs !== null) this.idle = setTimeout(() => this.lost('timeout'), idleMs);
    this.controller?.resume();
  }

  private finish(): void {
    this.over = true;
    clearTimeout(this.timer);
    clearTimeout(this.idle);
  }
}

const ended = new Error('The exchange is over.');

function isConnectFault(cause: Error): boolean {
  return !('code' in cause) || !String(cause.code).startsWith('HPE_');
}
