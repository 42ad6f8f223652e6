import { ClassBar, type ClassCounts } from '@/components/risk/class-bar';
import { RiskBadge, riskOrder } from '@/components/risk/risk-badge';
import { cx } from '@/components/ui/cx';

/** How many tools of each class: the bar, then each with its word. */
export function ClassSummary({ counts, narrow }: { counts: ClassCounts; narrow?: boolean }) {
  const parts = riskOrder.flatMap((name) => (counts[name] ? [{ name, count: counts[name] }] : []));
  return (
    <div>
      <ClassBar counts={counts} />
      <ul className={cx('mt-3 gap-y-2', narrow ? 'grid grid-cols-2 gap-x-4' : 'flex flex-wrap gap-x-5')}>
        {parts.map(({ name, count }) => (
          <li key={name} className={cx('flex items-center gap-2', narrow && 'justify-between')}>
            <RiskBadge riskClass={name === 'Unclassified' ? null : name} size="sm" />
            <span className="text-13 font-medium">{count}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
