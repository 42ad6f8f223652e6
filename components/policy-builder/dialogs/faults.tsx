'use client';

import { FindingMark } from '@/components/risk/finding-mark';
import { Button } from '@/components/ui/button';
import { Message } from '@/components/ui/message';
import { useActions, useBuilder } from '../state';
import { Question } from './question';

const wishes = { download: 'downloaded', copy: 'copied', save: 'saved' };

/** Why a text with faults does not leave as a policy, and the way to each of them. */
export function FaultsDialog({ wish }: { wish: 'download' | 'copy' | 'save' }) {
  const faults = useBuilder((state) => state.document.faults) ?? [];
  const problems = useBuilder((state) => state.problems);
  const { ask, goToProblem, restoreValid } = useActions();
  return (
    <Question
      width="md"
      title={`It cannot be ${wishes[wish]} yet: the text is not a policy`}
      description="Whoever reads it strictly would refuse it as it stands. Mend what is listed, or go back to the last valid policy."
      footer={
        <>
          <Button
            onClick={() => {
              restoreValid();
              ask(null);
            }}
          >
            Restore the last valid policy
          </Button>
          <Button variant="primary" onClick={() => ask(null)}>
            Back to the text
          </Button>
        </>
      }
    >
      <ul className="grid max-h-72 gap-1 overflow-y-auto">
        {faults.slice(0, 100).map((fault) => (
          <li key={`${fault.offset} ${fault.code}`} className="flex items-start gap-2 text-13">
            <FindingMark level="error" className="mt-0.5" />
            <span className="min-w-0 flex-1 break-words">
              <Message text={fault.message} />
            </span>
            <button
              type="button"
              className="shrink-0 rounded-1 text-12 text-accent-ink hover:underline"
              onClick={() => {
                ask(null);
                const problem = problems.find((one) => one.isFault && one.offset === fault.offset);
                if (problem) goToProblem(problem, 'line');
              }}
            >
              line {fault.line}
            </button>
          </li>
        ))}
      </ul>
    </Question>
  );
}
