import type { ReactNode } from 'react';
import { cx } from './cx';
import { Icon, type IconName } from './icon';

type CardProps = { children: ReactNode; className?: string; label?: string; quiet?: boolean };

/** A part of a page with an edge. `quiet` lies lower than the page. */
export function Card({ children, className, label, quiet }: CardProps) {
  return (
    <section
      aria-label={label}
      className={cx('min-w-0 rounded-3 border border-line', quiet ? 'bg-bg' : 'bg-surface', className)}
    >
      {children}
    </section>
  );
}

export function CardHeader({
  title,
  children,
  level = 2,
}: {
  title: ReactNode;
  children?: ReactNode;
  level?: 2 | 3;
}) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <header className="flex min-h-10 flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-1.5">
      <Heading className="min-w-0 text-13 font-semibold">{title}</Heading>
      {children}
    </header>
  );
}

type EmptyStateProps = {
  icon?: IconName;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
};

/** Why there is nothing here, and the way on. */
export function EmptyState({ icon, title, children, action, className }: EmptyStateProps) {
  return (
    <div className={cx('flex flex-col items-center gap-1 px-4 py-10 text-center', className)}>
      {icon && <Icon name={icon} size={20} className="mb-2 text-ink-3" />}
      <p className="text-13 font-medium">{title}</p>
      {children && <div className="max-w-md text-13 text-ink-2">{children}</div>}
      {action && <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}

type NoticeProps = {
  tone: 'error' | 'security' | 'warning' | 'plain';
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
};
const tones = {
  error: { box: 'bg-deny-tint', icon: 'text-f-error' },
  security: { box: 'bg-held-tint', icon: 'text-f-security' },
  warning: { box: 'bg-write-tint', icon: 'text-f-warning' },
  plain: { box: 'bg-sunken inset-ring inset-ring-line', icon: 'text-ink-3' },
};
const marks = { error: 'x', security: 'security', warning: 'warning', plain: 'info' } as const;

/** Something to know before going on: the cause in the title, the way on below it. */
export function Notice({ tone, title, children, action, className }: NoticeProps) {
  return (
    <div data-edge="" className={cx('flex gap-2.5 rounded-2 px-3 py-2.5', tones[tone].box, className)}>
      {tone === 'error' ? (
        <svg
          viewBox="0 0 16 16"
          width={16}
          height={16}
          className="mt-0.5 shrink-0 text-f-error"
          aria-hidden="true"
        >
          <circle cx="8" cy="8" r="7" fill="currentColor" />
          <path
            d="m5.6 5.6 4.8 4.8m0-4.8-4.8 4.8"
            stroke="var(--surface)"
            strokeWidth="1.6"
            strokeLinecap="round"
          />
        </svg>
      ) : (
        <Icon name={marks[tone]} className={cx('mt-0.5', tones[tone].icon)} />
      )}
      <div className="min-w-0 flex-1 text-13">
        <p className="font-medium break-words text-ink">{title}</p>
        {children && <div className="break-words text-ink-2">{children}</div>}
        {action && <div className="mt-2 flex flex-wrap gap-2">{action}</div>}
      </div>
    </div>
  );
}
