'use client';

import { guideOf } from '@/components/risk/finding-guide';
import { FindingMark, findingLooks } from '@/components/risk/finding-mark';
import { cx } from '@/components/ui/cx';
import { Message } from '@/components/ui/message';
import type { Problem } from '../document';
import { useActions } from '../state';
import { useProblemsAt } from './scope';

const grounds = {
  error: 'bg-deny-tint',
  security: 'bg-held-tint',
  warning: 'bg-write-tint',
  suggestion: 'bg-sunken',
};

/** A finding beside the field that it is about, with its repair. */
export function Note({ problem }: { problem: Problem }) {
  const { fix } = useActions();
  const guide = guideOf(problem.code);
  return (
    <div data-edge="" className={cx('flex gap-2 rounded-2 px-2.5 py-2 text-12', grounds[problem.level])}>
      <FindingMark level={problem.level} className={cx('self-start', findingLooks[problem.level].ink)} />
      <p className="min-w-0 break-words text-ink-2">
        <Message text={problem.message} />{' '}
        {problem.fix && (
          <button
            type="button"
            onClick={() => fix(problem.id)}
            className="rounded-1 text-accent-ink underline underline-offset-2"
          >
            {problem.fix.title}
          </button>
        )}{' '}
        {guide && (
          <a
            href={guide}
            target="_blank"
            rel="noreferrer"
            title={`What ${problem.code} means (opens the guide)`}
            className="rounded-1 font-mono text-11 whitespace-nowrap text-ink-3 underline decoration-line-2 underline-offset-2 hover:text-accent-ink"
          >
            {problem.code}
          </a>
        )}
      </p>
    </div>
  );
}

export function NotesAt({ pointer, deep }: { pointer: string; deep?: boolean }) {
  const problems = useProblemsAt(pointer, deep);
  if (problems.length === 0) return null;
  return (
    <div className="grid gap-1.5">
      {problems.map((problem) => (
        <Note key={problem.id} problem={problem} />
      ))}
    </div>
  );
}
