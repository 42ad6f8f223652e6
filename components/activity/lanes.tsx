import Link from 'next/link';
import { Card } from '@/components/ui/card';
import { cx } from '@/components/ui/cx';
import type { ActivityFilterValues } from './activity-filter';
import { Verdict, type VerdictWord, verdictInk, verdictWords } from './verdict';

export type LaneCounts = {
  fromMs: number;
  stepMs: number;
  lanes: Record<VerdictWord, number[]>;
  /** False where only the newest of the day were counted. */
  complete: boolean;
};

type LanesProps = { counts: LaneCounts; at: string; filter: ActivityFilterValues };

/** A day, one lane a verdict, each on its own scale, so that a few denials show beside many allowed calls. */
export function Lanes({ counts, at, filter }: LanesProps) {
  const { lanes, fromMs, stepMs, complete } = counts;
  return (
    <Card label="The last 24 hours" className="mb-3">
      <ul className="grid gap-1 px-4 pt-3">
        {(Object.keys(verdictWords) as VerdictWord[]).map((verdict) => (
          <Lane
            key={verdict}
            verdict={verdict}
            counts={lanes[verdict]}
            at={at}
            filter={filter}
            sized={stepMs}
            from={fromMs}
          />
        ))}
      </ul>
      <p className="flex justify-between px-4 pt-1 pb-2 text-11 text-ink-3 sm:pl-44">
        <span>{clock(fromMs)}</span>
        <span>{complete ? 'The last 24 hours, UTC' : 'The newest 20,000 decisions, UTC'}</span>
        <span>now</span>
      </p>
    </Card>
  );
}

type LaneProps = {
  verdict: VerdictWord;
  counts: number[];
  at: string;
  filter: ActivityFilterValues;
  from: number;
  sized: number;
};

function Lane({ verdict, counts, at, filter, from, sized }: LaneProps) {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const highest = Math.max(...counts);
  const chosen = filter.verdict === verdict;
  const query = new URLSearchParams(
    Object.entries({ ...filter, verdict: chosen ? '' : verdict }).flatMap(([name, value]) =>
      value ? [[name, value]] : [],
    ),
  );
  return (
    <li className="grid grid-cols-[8.5rem_minmax(0,1fr)] items-center gap-x-3 sm:grid-cols-[9.25rem_minmax(0,1fr)]">
      <Link
        href={query.size === 0 ? at : `${at}?${query}`}
        aria-current={chosen ? 'true' : undefined}
        scroll={false}
        className="-ml-2 flex h-7 items-center justify-between rounded-2 px-2 text-ink no-underline hover:bg-hover aria-[current]:bg-accent-tint"
      >
        <Verdict verdict={verdict} />
        <span className="text-12 text-ink-2">{total.toLocaleString('en-GB')}</span>
      </Link>
      <span
        aria-hidden="true"
        className={cx('flex h-6 items-end gap-px border-b border-line-2', verdictInk(verdict))}
      >
        {counts.map((count, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a place in time
            key={index}
            title={count === 0 ? undefined : `${clock(from + index * sized)}: ${count}`}
            className={cx('min-w-0 flex-1', count > 0 && 'min-h-0.5 bg-(--v)')}
            style={{ height: highest === 0 ? 0 : `${(count / highest) * 100}%` }}
          />
        ))}
      </span>
    </li>
  );
}

function clock(ms: number): string {
  return new Date(ms).toISOString().slice(11, 16);
}
