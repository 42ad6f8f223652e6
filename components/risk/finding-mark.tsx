import { cx } from '@/components/ui/cx';
import { Icon } from '@/components/ui/icon';
import type { FindingLevel } from '@/lib/policy';

/** The level is told by the silhouette: filled circle, shield, triangle, bulb. */
export const findingLooks: Record<FindingLevel, { word: string; plural: string; ink: string }> = {
  error: { word: 'Error', plural: 'errors', ink: 'text-f-error' },
  security: { word: 'Security', plural: 'security findings', ink: 'text-f-security' },
  warning: { word: 'Warning', plural: 'warnings', ink: 'text-f-warning' },
  suggestion: { word: 'Suggestion', plural: 'suggestions', ink: 'text-f-suggestion' },
};
export const findingOrder = [
  'error',
  'security',
  'warning',
  'suggestion',
] as const satisfies readonly FindingLevel[];

type FindingMarkProps = {
  level: FindingLevel;
  count?: number;
  size?: number;
  word?: boolean;
  className?: string;
};

/** The mark, with how many there are when `count` is given. The word is always read aloud. */
export function FindingMark({ level, count, size = 16, word, className }: FindingMarkProps) {
  const { word: name, plural, ink } = findingLooks[level];
  return (
    <span className={cx('inline-flex items-center gap-0.75 text-12 font-medium', ink, className)}>
      {level === 'error' ? (
        <svg
          viewBox="0 0 16 16"
          width={size}
          height={size}
          className="shrink-0"
          aria-hidden="true"
          focusable="false"
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
        <Icon name={level} size={size} />
      )}
      {count !== undefined && <span aria-hidden="true">{count}</span>}
      <span className={word ? undefined : 'sr-only'}>
        {count === undefined ? name : count === 1 ? `1 ${name.toLowerCase()}` : `${count} ${plural}`}
      </span>
    </span>
  );
}

type FindingCountsProps = { counts: Partial<Record<FindingLevel, number>>; className?: string };

export function FindingCounts({ counts, className }: FindingCountsProps) {
  const levels = findingOrder.filter((level) => counts[level]);
  if (levels.length === 0) return <span className={cx('text-12 text-ink-3', className)}>None</span>;
  return (
    <span className={cx('inline-flex gap-2.5', className)}>
      {levels.map((level) => (
        <FindingMark key={level} level={level} count={counts[level]} />
      ))}
    </span>
  );
}
