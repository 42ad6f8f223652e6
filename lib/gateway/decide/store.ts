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
  return asked instanceof Promise ? inTime(what, timeoutMs, asked, same<T>, late) : asked;
}

/** As `patiently`; `then` makes of it what is asked for, in the same promise where there is one. */
export function patientlyThen<T, R>(
  what: string,
  timeoutMs: number,
  ask: () => T | Promise<T>,
  then: (value: T) => R | Promise<R>,
  late: (value: T) => void,
): R | Promise<R> {
  let asked: T | Promise<T>;
  try {
    asked = ask();
  } catch (cause) {
    return Promise.reject(new StoreFailure(what, cause));
  }
  return asked instanceof Promise ? inTime(what, timeoutMs, asked, then, late) : then(asked);
}

function same<T>(value: T): T {
  return value;
}

function inTime<T, R>(
  what: string,
  timeoutMs: number,
  asked: Promise<T>,
  then: (value: T) => R | Promise<R>,
  late: ((value: T) => void) | undefined,
): Promise<R> {
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
        else
          try {
            resolve(then(value));
          } catch (cause) {
            reject(cause);
          }
      },
      (cause: unknown) => {
        deadline.end();
        reject(new StoreFailure(what, cause));
      },
    );
  });
}
