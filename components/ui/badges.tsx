import type { ReactNode } from 'react';
import { cx } from './cx';

type BadgeProps = { children: ReactNode; className?: string; title?: string };

/** A rule in short, as it could be pasted: mono and square. */
export function Chip({ children, className, title }: BadgeProps) {
  return (
    <span
      title={title}
      data-edge=""
      className={cx(
        'inline-flex h-5 items-center gap-1 rounded-1 bg-sunken px-1.5 font-mono text-[0.6875rem]/5 whitespace-nowrap text-ink-2 inset-ring inset-ring-line',
        className,
      )}
    >
      {children}
    </span>
  );
}

/** A state in a word: sans and round. */
export function Tag({ children, className, title }: BadgeProps) {
  return (
    <span
      title={title}
      data-edge=""
      className={cx(
        'inline-flex h-4.5 shrink-0 items-center rounded-full px-1.5 text-[0.6875rem]/4.5 font-medium whitespace-nowrap text-ink-2 inset-ring inset-ring-line-2',
        className,
      )}
    >
      {children}
    </span>
  );
}

export function Count({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <span
      data-edge=""
      className={cx(
        'inline-flex h-4.5 min-w-4.5 shrink-0 items-center justify-center rounded-full bg-sunken px-1.25 text-[0.6875rem]/4.5 font-medium text-ink-2 inset-ring inset-ring-line',
        className,
      )}
    >
      {children}
    </span>
  );
}

export function Kbd({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <kbd
      className={cx(
        'inline-block min-w-4 rounded-1 border border-line-2 px-1 text-center font-sans text-[0.6875rem]/3.5 text-ink-3',
        className,
      )}
    >
      {children}
    </kbd>
  );
}

export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cx('breathe block rounded-1 bg-sunken inset-ring inset-ring-line', className)}
    />
  );
}
