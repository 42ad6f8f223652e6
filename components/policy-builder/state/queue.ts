/** One thing after another: what comes while the engine works in the background waits for it, in the order in which it came. */
export type Queue = {
  /** Done at once where nothing waits. */
  run(job: () => void | Promise<void>): void;
  /** When all that was asked so far is done. */
  idle(): Promise<void>;
};

export function createQueue(): Queue {
  let last: Promise<void> | null = null;

  function follow(promise: Promise<void>) {
    // A job that broke is told by the browser like any other error; what waits behind it goes on.
    const mine: Promise<void> = promise
      .catch((error: unknown) => reportError(error))
      .then(() => {
        if (last === mine) last = null;
      });
    last = mine;
  }

  return {
    run(job) {
      if (last) return follow(last.then(job));
      const done = job();
      if (done) follow(done);
    },
    async idle() {
      while (last) await last;
    },
  };
}
