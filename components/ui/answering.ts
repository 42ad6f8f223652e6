import { useSyncExternalStore } from 'react';

// Whether Sallyport answered when the page last asked. One for the whole page: a mark and a notice tell of it.

let lostAt: string | null = null;
const listeners = new Set<() => void>();

const longestMs = 5_000;

/** Asks. What stands between (a proxy that shows /healthz to nobody) has answered too, unless it says that nobody is behind it. */
export async function isAnswering(): Promise<boolean> {
  try {
    const { status } = await fetch('/healthz', {
      cache: 'no-store',
      signal: AbortSignal.timeout(longestMs),
    });
    return status < 500;
  } catch {
    return false;
  }
}

export function tellAnswering(answers: boolean) {
  const before = lostAt;
  lostAt = answers ? null : (lostAt ?? new Date().toISOString());
  if (lostAt !== before) for (const listener of listeners) listener();
}

/** Since when it has not answered; null while it does. */
export function useLostSince(): string | null {
  return useSyncExternalStore(
    subscribe,
    () => lostAt,
    () => null,
  );
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
