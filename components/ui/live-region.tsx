'use client';

import { useSyncExternalStore } from 'react';

let message = '';
const listeners = new Set<() => void>();

/** Says one sentence in the page's only polite live region. The same sentence twice is said twice. */
export function announce(text: string) {
  message = message === text ? `${text}\u00a0` : text;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Mounted by the root layout, and by a dialog inside itself: the page behind that is inert, so one speaks at a time. */
export function LiveRegion() {
  const text = useSyncExternalStore(
    subscribe,
    () => message,
    () => '',
  );
  return (
    <output aria-live="polite" className="sr-only">
      {text}
    </output>
  );
}
