import { Icon } from '@/components/ui/icon';
import type { Question } from './questions';
import { Said, saidPlainly } from './words';

/** Questions that open without a script. */
export function Questions({ questions }: { questions: readonly Question[] }) {
  return (
    <div className="border-t border-line">
      {questions.map(({ ask, answer, policy }, index) => (
        <details key={saidPlainly(ask)} open={index === 0} className="group border-b border-line">
          <summary className="flex min-h-12 items-center justify-between gap-3 py-2 text-15 font-medium">
            <span className="min-w-0 [overflow-wrap:anywhere]">
              <Said words={ask} />
            </span>
            <Icon name="chevron-down" className="shrink-0 text-ink-3 group-open:rotate-180" />
          </summary>
          <div className="grid gap-3 pb-4">
            {answer.map((words) => (
              <p
                key={saidPlainly(words)}
                className="max-w-[68ch] text-14/6 [overflow-wrap:anywhere] text-ink-2"
              >
                <Said words={words} />
              </p>
            ))}
            {policy && (
              <pre className="overflow-x-auto rounded-2 bg-sunken p-3 font-mono text-12/5 whitespace-pre-wrap text-ink-2 [overflow-wrap:anywhere] inset-ring inset-ring-line">
                {JSON.stringify(policy, null, 2)}
              </pre>
            )}
          </div>
        </details>
      ))}
    </div>
  );
}
