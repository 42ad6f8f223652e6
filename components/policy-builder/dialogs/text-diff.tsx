'use client';

import { useMemo } from 'react';
import { lineDiff } from '@/components/text-edits';
import { cx } from '@/components/ui/cx';

const around = 3;
const mostLines = 400;

/** Two texts by lines: what is gone with a minus, what came with a plus, and a few lines around. */
export function TextDiff({ before, after, label }: { before: string; after: string; label: string }) {
  const lines = useMemo(() => shownLines(before, after), [before, after]);
  if (lines.length === 0) return <p className="text-13 text-ink-2">The texts are the same.</p>;
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard
      tabIndex={0}
      className="max-h-[46dvh] overflow-auto rounded-2 bg-sunken py-1.5 font-mono text-12/5 inset-ring inset-ring-line"
    >
      {lines.slice(0, mostLines).map(({ sign, text }, i) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one comparison never change places
          key={i}
          className={cx(
            'flex gap-2 px-3 whitespace-pre',
            sign === '+' && 'bg-allow-tint text-ink',
            sign === '−' && 'bg-deny-tint text-ink',
            sign === '…' && 'text-ink-3',
          )}
        >
          <span className="w-3 shrink-0 text-ink-3 select-none">{sign}</span>
          <span>{text}</span>
        </div>
      ))}
      {lines.length > mostLines && <p className="px-3 text-ink-3">… {lines.length - mostLines} more lines</p>}
    </section>
  );
}

type Line = { sign: ' ' | '+' | '−' | '…'; text: string };

function shownLines(before: string, after: string): Line[] {
  const hunks = lineDiff(before, after);
  if (hunks.every((hunk) => hunk.kind === 'same')) return [];
  return hunks.flatMap(({ kind, lines }, i): Line[] => {
    if (kind !== 'same') return lines.map((text) => ({ sign: kind === 'added' ? '+' : '−', text }));
    const head = i === 0 ? [] : lines.slice(0, around);
    const tail = i === hunks.length - 1 ? [] : lines.slice(Math.max(head.length, lines.length - around));
    const hidden = lines.length - head.length - tail.length;
    const plain = (text: string): Line => ({ sign: ' ', text });
    const gap: Line[] =
      hidden > 0 ? [{ sign: '…', text: `${hidden} ${hidden === 1 ? 'line' : 'lines'}` }] : [];
    return [...head.map(plain), ...gap, ...tail.map(plain)];
  });
}
