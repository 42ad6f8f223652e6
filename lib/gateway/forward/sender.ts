/** How bytes get to a server and back, whatever it speaks. */

import type { IncomingHttpHeaders } from 'node:http';

export type UpstreamRequest = {
  method: 'POST' | 'GET' | 'DELETE';
  /** Names in lower case. */
  headers: Record<string, string>;
  body: Buffer | null;
};

export type SendFailure = {
  /** timeout: nothing came in time. unreachable: no connection. broken: it ended early or spoke no HTTP. */
  why: 'timeout' | 'unreachable' | 'broken' | 'cancelled';
  /** INVARIANT: false only where it is known that no byte of the request reached the server. */
  sent: boolean;
};

/** Told what comes, in order: one head, parts, then `end` or `fail`; `fail` can come at any time, and ends it. */
export interface Receiver {
  head(status: number, headers: IncomingHttpHeaders): void;
  data(chunk: Buffer): void;
  end(): void;
  fail(failure: SendFailure): void;
}

export interface Sending {
  /** Ends it. `fail` is not called. */
  abort(): void;
  pause(): void;
  resume(): void;
}

/** `ms`: the longest wait for the head and between two parts. Who `listens` waits for ever once the head is there. */
export type Patience = { ms: number; listens: boolean };

export type Sender = (request: UpstreamRequest, receiver: Receiver, patience: Patience) => Sending;
