/** One server's breaker: after some failures in a row nobody waits for it until it may have come back. */

export type BreakerOptions = { failures: number; restMs: number };

export class Breaker {
  private failed = 0;
  private openUntilMs = 0;
  private probing = false;

  constructor(
    private readonly options: BreakerOptions,
    /** Milliseconds of a clock that never goes back. */
    private readonly clockMs: () => number,
  ) {}

  /** false: not now. Once it has rested, one request at a time tries. */
  lets(): boolean {
    if (this.failed < this.options.failures) return true;
    if (this.probing || this.clockMs() < this.openUntilMs) return false;
    this.probing = true;
    return true;
  }

  /** Seconds until the next try, at least 1. */
  retryAfterSeconds(): number {
    return Math.max(1, Math.ceil((this.openUntilMs - this.clockMs()) / 1_000));
  }

  /** What a request that was let came to. Anything but an answer of the server's own is a failure. */
  settle(worked: boolean): void {
    this.probing = false;
    if (worked) {
      this.failed = 0;
      return;
    }
    this.failed += 1;
    if (this.failed >= this.options.failures) this.openUntilMs = this.clockMs() + this.options.restMs;
  }

  /** A request that was let and never sent. */
  release(): void {
    this.probing = false;
  }
}
