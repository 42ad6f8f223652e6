import Link from 'next/link';
import type { ReactNode } from 'react';
import { Icon } from './icon';

type PageHeadProps = {
  title: ReactNode;
  back?: { href: string; label: string };
  below?: ReactNode;
  children?: ReactNode;
};

/** The page's only h1, the way back, and what can be done here. */
export function PageHead({ title, back, below, children }: PageHeadProps) {
  return (
    <header className="mb-4">
      {back && (
        <Link
          href={back.href}
          className="mb-1 -ml-0.5 inline-flex h-6 items-center gap-1 rounded-1 text-12 text-ink-3 no-underline hover:text-ink"
        >
          <Icon name="chevron-left" size={14} />
          {back.label}
        </Link>
      )}
      <div className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="min-w-0 flex-1 basis-48 text-18 font-semibold tracking-[-0.01em] break-words">
          {title}
        </h1>
        {below && <div className="min-w-0 basis-full sm:order-last">{below}</div>}
        {children && <div className="flex flex-wrap items-center gap-2">{children}</div>}
      </div>
    </header>
  );
}
