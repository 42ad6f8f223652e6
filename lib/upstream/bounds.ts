/** The two bounds of one discovery: time and bytes. */

import { Broken, cancelled, timedOut, tooLarge } from './failures';

/** One clock and one stop for everything that a discovery does. Dispose it, or its timer keeps running. */
export class Deadline {
  readonly signal: AbortSignal;
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private ended: 'timeout' | 'cancelled' | undefined;

  constructor(
    readonly milliseconds: number,
    private readonly outer: AbortSignal | undefined,
  ) {
    this.signal = this.controller.signal;
    this.timer = setTimeout(() => this.end('timeout'), milliseconds);
    if (outer?.aborted) this.end('cancelled');
    outer?.addEventListener('abort', this.onCancel, { once: true });
  }

  /** What ended it, as a failure; undefined while it runs. */
  failure() {
    if (this.ended === undefined) return undefined;
    return this.ended === 'timeout' ? timedOut(this.milliseconds) : cancelled();
  }

  throwIfEnded(): void {
    const failure = this.failure();
    if (failure !== undefined) throw new Broken(failure);
  }

  /** Settles with the promise, or breaks as soon as the deadline ends, whatever the promise does later. */
  async race<T>(promise: Promise<T>): Promise<T> {
    this.throwIfEnded();
    let stop = () => {};
    const ending = new Promise<never>((_, reject) => {
      stop = () => reject(new Broken(this.failure() ?? cancelled()));
      this.signal.addEventListener('abort', stop, { once: true });
    });
    try {
      return await Promise.race([promise, ending]);
    } finally {
      this.signal.removeEventListener('abort', stop);
    }
  }

  [Symbol.dispose](): void {
    clearTimeout(this.timer);
    this.outer?.removeEventListener('abort', this.onCancel);
  }

  private readonly onCancel = () => this.end('cancelled');

  private end(why: 'timeout' | 'cancelled'): void {
    if (this.ended !== undefined) return;
    this.ended = why;
    this.controller.abort();
  }
}

/** Counts what the server sends, decoded, over all its answers: a chain of small ones cannot fill the memory either. */
export class ByteBudget {
  private spent = 0;

  constructor(private readonly most: number) {}

  spend(bytes: number): void {
    this.spent += bytes;
    if (this.spent > this.most) throw new Broken(tooLarge(this.most));
  }
}

/** undefined when the promise has not settled by then; it goes on. */
export async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, milliseconds, undefined);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
