/** The store is asked with patience that ends: what it does not say in time is a refusal. */

/** A port threw or did not answer. The cause is for the log alone. */
export class StoreFailure extends Error {
  override readonly name = 'StoreFailure';
  constructor(what: string, cause: unknown) {
    super(what, { cause });
  }
}

/** Settles with the promise, or fails once `timeoutMs` are over. `late` gets what it resolves to after that. */
export function patiently<T>(
  what: string,
  timeoutMs: number,
  ask: () => Promise<T>,
  late?: (value: T) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let over = false;
    const timer = setTimeout(() => {
      over = true;
      reject(new StoreFailure(`${what}: no answer within ${timeoutMs} ms`, undefined));
    }, timeoutMs);
    let asked: Promise<T>;
    try {
      asked = Promise.resolve(ask());
    } catch (cause) {
      asked = Promise.reject(cause);
    }
    asked.then(
      (value) => {
        clearTimeout(timer);
        if (over) late?.(value);
        else resolve(value);
      },
      (cause: unknown) => {
        clearTimeout(timer);
        reject(new StoreFailure(what, cause));
      },
    );
  });
}
