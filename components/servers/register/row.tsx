import type { ReactNode } from 'react';

/** A field and its buttons in one line, as far as there is room. */
export function Row({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-start gap-2 max-sm:*:grow">{children}</div>;
}
