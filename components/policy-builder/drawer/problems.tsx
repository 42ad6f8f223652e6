'use client';

import { type KeyboardEvent, useDeferredValue, useEffect, useEffectEvent, useMemo, useRef } from 'react';
import { guideOf } from '@/components/risk/finding-guide';
import { FindingMark } from '@/components/risk/finding-mark';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { Message } from '@/components/ui/message';
import { useWindowed } from '@/components/ui/windowed';
import { places } from '@/lib/json';
import type { Problem } from '../document';
import { useActions, useBuilder } from '../state';

const rowHeight = 32;

/** Errors first. Enter goes to the field, Alt+Enter to the line; the button beside it repairs it. */
export function Problems() {
  const problems = useDeferredValue(useBuilder((state) => state.problems));
  const active = useBuilder((state) => state.activeProblem);
  const text = useDeferredValue(useBuilder((state) => state.document.text));
  const { goToProblem, fix } = useActions();
  const place = useMemo(() => places(text), [text]);
  const scroller = useRef<HTMLDivElement>(null);
  const at = problems.findIndex((problem) => problem.id === active);
  const stop = Math.max(at, 0);
  const { indexes, show } = useWindowed(scroller, { count: problems.length, height: rowHeight, keep: stop });
  const bring = useEffectEvent(show);
  useEffect(() => {
    if (at >= 0) bring(at);
  }, [at]);

  function onKeyDown(event: KeyboardEvent, problem: Problem, index: number) {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      goToProblem(problem, event.altKey ? 'line' : 'field');
      return;
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const next = problems[index + step];
    if (step === 0 || !next) return;
    event.preventDefault();
    goToProblem(next, 'list');
    show(index + step);
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-problem="${index + step}"]`)?.focus(),
    );
  }

  return (
    <div
      ref={scroller}
      className="overflow-y-auto overscroll-contain"
      style={{ height: Math.min(problems.length, 4) * rowHeight }}
    >
      <ul aria-label="Problems" className="relative" style={{ height: problems.length * rowHeight }}>
        {indexes.map((index) => {
          const problem = problems[index];
          if (!problem) return null;
          const line = place(problem.offset).line;
          const guide = guideOf(problem.code);
          return (
            <li
              key={problem.id}
              style={{ top: index * rowHeight }}
              className={cx(
                'absolute inset-x-0 flex h-8 items-center gap-2 border-b border-line pr-2 text-12',
                problem.id === active ? 'bg-accent-tint' : 'hover:bg-hover',
              )}
            >
              <button
                type="button"
                data-problem={index}
                tabIndex={index === stop ? 0 : -1}
                aria-current={problem.id === active || undefined}
                onClick={(event) => goToProblem(problem, event.altKey ? 'line' : 'field')}
                onKeyDown={(event) => onKeyDown(event, problem, index)}
                className="flex h-8 min-w-0 flex-1 items-center gap-2 pl-3 text-left -outline-offset-2"
              >
                <FindingMark level={problem.level} />
                <span className="min-w-0 flex-1 truncate text-ink-2" title={problem.message}>
                  <Message text={problem.message} />
                </span>
                {!guide && (
                  <span className="shrink-0 font-mono text-11 text-ink-3 max-2xl:hidden">{problem.code}</span>
                )}
              </button>
              {guide && (
                <a
                  href={guide}
                  target="_blank"
                  rel="noreferrer"
                  tabIndex={index === stop ? 0 : -1}
                  title="What this means (opens the guide)"
                  className="inline-flex h-6 shrink-0 items-center rounded-1 font-mono text-11 text-ink-3 hover:text-accent-ink hover:underline max-md:hidden"
                >
                  {problem.code}
                </a>
              )}
              <button
                type="button"
                tabIndex={-1}
                title="Go to the line (Alt+Enter)"
                onClick={() => goToProblem(problem, 'line')}
                className="h-6 w-16 shrink-0 rounded-1 text-right text-ink-3 hover:text-accent-ink hover:underline"
              >
                line {line}
              </button>
              {problem.fix ? (
                <Button
                  size="sm"
                  title={problem.fix.title}
                  tabIndex={index === stop ? 0 : -1}
                  className="max-w-40 shadow-none max-sm:hidden lg:max-w-64 2xl:max-w-96"
                  onClick={() => fix(problem.id)}
                >
                  <span className="truncate">{problem.fix.title}</span>
                </Button>
              ) : (
                <span className="w-1" />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
