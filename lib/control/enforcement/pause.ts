/** A wait for others that may come, which ends early once there are enough of them. */

export type Pause = {
  /** Resolves when the milliseconds are over, or `end` is called before. One at a time. */
  wait(ms: number): Promise<void>;
  /** Does nothing where nobody waits. */
  end(): void;
};

export function createPause(): Pause {
  let end: (() => void) | null = null;
  return {
    async wait(ms) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        end = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      end = null;
    },
    end: () => end?.(),
  };
}
