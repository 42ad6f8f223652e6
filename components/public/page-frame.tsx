import type { ReactNode } from 'react';
import { cx } from '@/components/ui/cx';

/** The width of every public page. */
export function PageFrame({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={cx('mx-auto w-full max-w-[1136px] px-4 sm:px-8', className)}>{children}</div>;
}

/** Running text at the left, facts beside it; on a phone the facts follow the head. */
export function Columns({ children, aside }: { children: ReactNode; aside: ReactNode }) {
  return (
    <div className="grid grid-cols-1 gap-x-12 gap-y-10 pt-4 pb-16 sm:pt-6 lg:grid-cols-[minmax(0,704px)_288px] lg:justify-between">
      <main id="content" tabIndex={-1} className="min-w-0 outline-none">
        {children}
      </main>
      <aside
        aria-label="Facts"
        className="text-13 lg:sticky lg:top-6 lg:-mx-2 lg:max-h-[calc(100dvh-3rem)] lg:self-start lg:overflow-y-auto lg:px-2"
      >
        {aside}
      </aside>
    </div>
  );
}

type HeroProps = {
  title: ReactNode;
  lead: ReactNode;
  mono?: boolean;
  above?: ReactNode;
  children?: ReactNode;
};

export function Hero({ title, lead, mono, above, children }: HeroProps) {
  return (
    <header>
      {above && <div className="mb-2">{above}</div>}
      <h1
        className={cx(
          'text-24 font-semibold [overflow-wrap:anywhere] sm:text-32',
          mono ? 'font-mono tracking-[-0.04em]' : 'tracking-[-0.02em]',
        )}
      >
        {title}
      </h1>
      <p className="mt-3 max-w-[58ch] text-15 text-pretty text-ink-2 sm:text-18/7">{lead}</p>
      {children && <div className="mt-5 flex flex-wrap gap-2">{children}</div>}
    </header>
  );
}

type SectionProps = { id: string; title: string; children: ReactNode; className?: string };

export function Section({ id, title, children, className }: SectionProps) {
  return (
    <section aria-labelledby={id} className={cx('pt-10', className)}>
      <h2 id={id} className="mb-3 scroll-mt-6 text-18 font-semibold tracking-[-0.01em] text-ink">
        {title}
      </h2>
      {children}
    </section>
  );
}

/** A paragraph of running text. */
export function Prose({ children, className }: { children: ReactNode; className?: string }) {
  return <p className={cx('max-w-[68ch] text-15 text-pretty text-ink-2', className)}>{children}</p>;
}
