import { cx } from '@/components/ui/cx';
import { Icon } from '@/components/ui/icon';
import { type RiskName, riskLooks, riskOrder } from './risk-badge';

export type ClassCounts = Partial<Record<RiskName, number>>;

function present(counts: ClassCounts) {
  return riskOrder.flatMap((name) => (counts[name] ? [{ name, count: counts[name] }] : []));
}

/** The tools of a server by class, always in one order. The words are read aloud and shown on hover. */
export function ClassBar({ counts, className }: { counts: ClassCounts; className?: string }) {
  const parts = present(counts);
  const words = parts.map(({ name, count }) => `${riskLooks[name].word} ${count}`).join(', ') || 'No tools';
  return (
    <span
      role="img"
      aria-label={words}
      title={words}
      data-bar=""
      className={cx(
        'flex h-2 gap-px overflow-hidden rounded-[2px]',
        parts.length === 0 && 'bg-sunken',
        className,
      )}
    >
      {parts.map(({ name, count }) => (
        <span key={name} className={cx('block min-w-0.5', riskLooks[name].bar)} style={{ flex: count }} />
      ))}
    </span>
  );
}

const grave = ['Destructive', 'Financial', 'Execute', 'Unclassified'] as const;

/** How many tools are of the classes that want a decision. */
export function GraveCounts({ counts, className }: { counts: ClassCounts; className?: string }) {
  const parts = grave.filter((name) => counts[name]);
  if (parts.length === 0) return null;
  return (
    <span className={cx('flex gap-2.5 text-11 text-ink-2', className)} aria-hidden="true">
      {parts.map((name) => (
        <span key={name} className="inline-flex items-center gap-0.75">
          <Icon name={riskLooks[name].icon} size={12} />
          {counts[name]}
        </span>
      ))}
    </span>
  );
}

export function ClassLegend({ className }: { className?: string }) {
  return (
    <ul aria-hidden="true" className={cx('flex flex-wrap gap-x-4 gap-y-1 text-12 text-ink-2', className)}>
      {riskOrder.map((name) => (
        <li key={name} className="flex items-center gap-1.5">
          <span
            className={cx(
              'size-2 rounded-[2px] forced-color-adjust-none',
              riskLooks[name].bar,
              name === 'Unclassified' && 'inset-ring inset-ring-unk-mark',
            )}
          />
          {riskLooks[name].word}
        </li>
      ))}
    </ul>
  );
}
