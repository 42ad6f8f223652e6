/** The store is asked with patience that ends: what it does not say in time is a refusal. */

import { within } from '../deadline';

/** A port threw or did not answer. The cause is for the log alone. */
export class StoreFailure extends Error {
  override readonly name = 'StoreFailure';
  constructor(what: string, cause: unknown) {
    super(what, { cause });
  }
}

/**
 * What is known at once is given back as it is. Otherwise settles with the promise, or fails once `timeoutMs` are over.
 * `late` gets what it resolves to after that.
 */
export function patiently<T>(
  what: string,
  timeoutMs: number,
  ask: () => T | Promise<T>,
  late?: (value: T) => void,
): T | Promise<T> {
  let asked: T | Promise<T>;
  try {
    asked = ask();
  } catch (cause) {
    return Promise.reject(new StoreFailure(what, cause));
  }
  return asked instanceof Promise ? inTime(what, timeoutMs, asked, late) : asked;
}

function inTime<T>(
  what: string,
  timeoutMs: number,
  asked: Promise<T>,
  late: ((value: T) => void) | undefined,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let over = false;
    const deadline = within(timeoutMs, () => {
      over = true;
      reject(new StoreFailure(`${what}: no answer within ${timeoutMs} ms`, undefined));
    });
    asked.then(
      (value) => {
        deadline.end();
        if (over) late?.(value);
        else resolve(value);
      },
      (cause: unknown) => {
        deadline.end();
        reject(new StoreFailure(what, cause));
      },
    );
  });
}
