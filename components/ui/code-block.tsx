'use client';

import { type ReactNode, useEffect, useState } from 'react';
import { Button } from './button';
import { cx } from './cx';
import { announce } from './live-region';

type CopyButtonProps = { text: string; label?: string; size?: 'sm' | 'md'; what?: string };

export function CopyButton({ text, label = 'Copy', size = 'sm', what = 'Copied' }: CopyButtonProps) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), 2000);
    return () => clearTimeout(timer);
  }, [state]);
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
      announce(what);
    } catch {
      setState('refused');
      announce('The browser refused the clipboard. Select the text and copy it.');
    }
  }
  const words = { idle: label, copied: 'Copied', refused: 'Select and copy' };
  return (
    <Button size={size} icon={state === 'copied' ? 'check' : 'copy'} onClick={copy}>
      {words[state]}
    </Button>
  );
}

type CodeBlockProps = { text: string; label: string; copy?: boolean; className?: string; maxHeight?: string };

/** JSON and commands to read or paste, with two tones and the ink. The text is never read as markup. */
export function CodeBlock({ text, label, copy = true, className, maxHeight = 'max-h-96' }: CodeBlockProps) {
  // The button stands above the first of many lines, which is short. A single one would run on beneath it.
  const beside = copy && !text.trimEnd().includes('\n');
  const scroller = cx('overflow-auto rounded-2', beside && 'mr-22', maxHeight);
  return (
    <div className={cx('relative min-w-0 rounded-2 bg-sunken inset-ring inset-ring-line', className)}>
      {copy && (
        <div className="absolute top-1.5 right-1.5 noscript:hidden">
          <CopyButton text={text} />
        </div>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section tabIndex={0} aria-label={label} className={scroller}>
        <pre
          className={cx(
            'w-max min-w-full p-3 font-mono text-12/5 text-code-punctuation',
            copy && !beside && 'pr-20',
          )}
        >
          {tones(text)}
        </pre>
      </section>
    </div>
  );
}

const token =
  /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b|\btrue\b|\bfalse\b|\bnull\b)/g;
const longestToned = 20_000;

/** The pattern is ours and linear; a very long text is shown without tones, and so is a command or an address. */
function tones(text: string): ReactNode {
  if (text.length > longestToned || !text.includes('\n')) return <span className="text-ink">{text}</span>;
  const parts: ReactNode[] = [];
  let last = 0;
  for (const match of text.matchAll(token)) {
    const [whole, string, colon, literal] = match;
    if (match.index > last) parts.push(text.slice(last, match.index));
    const tone = literal ? 'text-code-number' : colon ? 'text-code-key' : 'text-code-string';
    parts.push(
      <span key={match.index} className={tone}>
        {literal ?? string}
      </span>,
    );
    if (colon) parts.push(colon);
    last = match.index + whole.length;
  }
  parts.push(text.slice(last));
  return parts;
}
