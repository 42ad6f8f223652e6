import { ClassBar, type ClassCounts } from '@/components/risk/class-bar';
import { RiskBadge, riskOrder } from '@/components/risk/risk-badge';

/** How many tools of each class: the bar, then each with its word. */
export function ClassSummary({ counts }: { counts: ClassCounts }) {
  const parts = riskOrder.flatMap((name) => (counts[name] ? [{ name, count: counts[name] }] : []));
  return (
    <div>
      <ClassBar counts={counts} />
      <ul className="mt-3 flex flex-wrap gap-x-5 gap-y-2">
        {parts.map(({ name, count }) => (
          <li key={name} className="flex items-center gap-2">
            <RiskBadge riskClass={name === 'Unclassified' ? null : name} size="sm" />
            <span className="text-13 font-medium">{count}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
