import { Card, CardHeader } from '@/components/ui/card';
import { cx } from '@/components/ui/cx';
import { Icon } from '@/components/ui/icon';

export type DecisionStepShown = { title: string; outcome: 'passed' | 'stopped' | 'skipped'; says: string };

const words = { passed: 'passed', stopped: 'stopped here', skipped: 'not reached' };
const icons = { passed: 'check', stopped: 'deny', skipped: 'minus' } as const;

/** In the order in which it was decided, one below the other. */
export function DecisionSteps({ steps }: { steps: DecisionStepShown[] }) {
  return (
    <Card>
      <CardHeader title="Step by step" />
      <ol className="border-t border-line px-4 py-3">
        {steps.map((step, index) => (
          <li key={step.title} className="relative flex gap-3 pb-3 last:pb-0">
            {index < steps.length - 1 && (
              <span aria-hidden="true" className="absolute top-5 bottom-0 left-2.5 border-l border-line-2" />
            )}
            <span
              data-edge=""
              className={cx(
                'relative grid size-5 shrink-0 place-items-center rounded-full bg-surface',
                step.outcome === 'skipped'
                  ? 'border border-dashed border-field text-ink-3'
                  : 'inset-ring inset-ring-field',
                step.outcome === 'stopped' && 'text-ink inset-ring-2 inset-ring-ink',
              )}
            >
              <Icon name={icons[step.outcome]} size={12} />
            </span>
            <span className={cx('min-w-0 flex-1', step.outcome === 'skipped' && 'text-ink-3')}>
              <span className={cx(step.outcome === 'stopped' && 'font-semibold')}>{step.title}</span>
              {step.says && <bdi className="block text-12 break-words text-ink-2">{step.says}</bdi>}
            </span>
            <span className={cx('text-12/5', step.outcome === 'stopped' ? 'font-medium' : 'text-ink-3')}>
              {words[step.outcome]}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
