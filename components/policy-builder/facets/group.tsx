'use client';

import { type ReactNode, useId } from 'react';

export function Group({ title, children }: { title: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="px-3 pt-2 pb-1">
      <h2 id={id} className="px-1 pb-1 text-11 font-medium text-ink-3">
        {title}
      </h2>
      {children}
    </section>
  );
}
