import Link from 'next/link';
import { RiskBadge } from '@/components/risk/risk-badge';
import { Icon } from '@/components/ui/icon';
import type { AttackPattern } from '@/lib/attacks';

type AttackListProps = { patterns: readonly AttackPattern[]; level?: 2 | 3 };

/** The patterns with the classes that they abuse and what stops them. */
export function AttackList({ patterns, level = 2 }: AttackListProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <ul className="border-t border-line">
      {patterns.map(({ slug, title, summary, classes, cases: [known] }) => (
        <li
          key={slug}
          className="relative grid gap-x-8 gap-y-2 border-b border-line py-4 hover:bg-hover sm:grid-cols-[minmax(0,1fr)_auto] sm:px-2"
        >
          <div className="min-w-0">
            <Heading className="text-15 font-semibold">
              <Link
                href={`/attacks/${slug}`}
                prefetch={false}
                className="text-ink no-underline after:absolute after:inset-0 after:content-['']"
              >
                {title}
              </Link>
            </Heading>
            <p className="mt-0.5 max-w-[64ch] text-14 text-pretty text-ink-2">{summary}</p>
            <p className="mt-1 text-12 text-ink-3">
              {known.name}, {known.year}
            </p>
          </div>
          <span className="flex items-center gap-3 self-center">
            {classes.map((riskClass) => (
              <RiskBadge key={riskClass} riskClass={riskClass} size="sm" tileOnly />
            ))}
            <Icon name="chevron-right" className="text-ink-3 max-sm:hidden" />
          </span>
        </li>
      ))}
    </ul>
  );
}
