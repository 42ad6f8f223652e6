/** Questions that wait for an answer with their id. Some servers send a number back as text: both count. */

import type { RpcId } from '@/lib/mcp';

export class Pending<T> {
  private readonly waiting = new Map<
    RpcId,
    { resolve: (value: T) => void; reject: (cause: unknown) => void }
  >();
  private failed: { cause: unknown } | undefined;

  /** Rejects at once where the connection is already known to be gone. */
  wait(id: RpcId): Promise<T> {
    const promise = new Promise<T>((resolve, reject) => {
      if (this.failed !== undefined) reject(this.failed.cause);
      else this.waiting.set(String(id), { resolve, reject });
    });
    // It may fail before anybody looks.
    promise.catch(() => {});
    return promise;
  }

  /** False for an answer to nothing: late, doubled or made up. */
  settle(id: RpcId, value: T): boolean {
    const waiter = this.waiting.get(String(id));
    this.waiting.delete(String(id));
    waiter?.resolve(value);
    return waiter !== undefined;
  }

  fail(cause: unknown): void {
    this.failed ??= { cause };
    for (const waiter of this.waiting.values()) waiter.reject(cause);
    this.waiting.clear();
  }
}
