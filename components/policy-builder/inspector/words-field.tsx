'use client';

import { type KeyboardEvent, useRef, useState } from 'react';
import { cx } from '@/components/ui/cx';
import { Icon } from '@/components/ui/icon';
import type { Commit } from './commit-field';

type WordsFieldProps = {
  label: string;
  pointer: string;
  value: readonly string[];
  /** Why the document refused it, or null. */
  commit: Commit<string[]>;
  placeholder?: string;
};

/** A list of words, each with a way to take it out. Enter, a comma or leaving the field adds what was typed. */
export function WordsField({ label, pointer, value, commit, placeholder }: WordsFieldProps) {
  const [typed, setTyped] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  // What was sent and is not in the document yet, so that the next word is added to it.
  const [sent, setSent] = useState<readonly string[] | null>(null);
  const words = sent ?? value;
  const input = useRef<HTMLInputElement>(null);

  function add(text: string) {
    const added = text
      .split(/[\n,]/)
      .map((word) => word.trim())
      .filter((word) => word !== '' && !words.includes(word));
    setTyped('');
    if (added.length > 0) void put([...words, ...added], text);
  }

  async function put(next: string[], text = '') {
    setSent(next);
    const message = await commit(next);
    setSent((now) => (now === next ? null : now));
    setRefused(message);
    if (message !== null) setTyped((now) => now || text);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'Enter' || event.key === ',') {
      event.preventDefault();
      add(typed);
    } else if (event.key === 'Backspace' && typed === '' && words.length > 0) {
      void put(words.slice(0, -1));
    }
  }

  return (
    <span className="grid min-w-0 gap-1">
      <span
        data-edge=""
        className={cx(
          'flex min-h-7 min-w-0 flex-wrap items-center gap-1 rounded-2 border bg-surface p-0.5 pl-1 focus-within:border-accent focus-within:outline-2 focus-within:outline-(--focus)',
          refused ? 'border-f-error' : 'border-field',
        )}
      >
        {words.map((word) => (
          <span
            key={word}
            className="inline-flex h-5.5 max-w-full items-center rounded-1 bg-sunken pl-1.5 font-mono text-11 inset-ring inset-ring-line"
          >
            <span className="truncate">{word}</span>
            <button
              type="button"
              aria-label={`Remove ${word}`}
              className="grid size-6 shrink-0 place-items-center rounded-1 text-ink-3 hover:text-ink"
              onClick={() => {
                void put(words.filter((other) => other !== word));
                input.current?.focus();
              }}
            >
              <Icon name="x" size={12} />
            </button>
          </span>
        ))}
        <input
          ref={input}
          aria-label={label}
          aria-invalid={refused ? true : undefined}
          data-pointer={pointer}
          value={typed}
          placeholder={words.length === 0 ? placeholder : '+ add'}
          spellCheck={false}
          autoCapitalize="off"
          className="h-6 min-w-16 flex-1 bg-transparent px-1 font-mono text-12 outline-none"
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setRefused(null);
          }}
          onKeyDown={onKeyDown}
          onBlur={() => add(typed)}
          onPaste={(event) => {
            const text = event.clipboardData.getData('text');
            if (!/[\n,]/.test(text)) return;
            event.preventDefault();
            add(typed + text);
          }}
        />
      </span>
      {refused && (
        <span role="alert" className="text-11 text-f-error">
          {refused}
        </span>
      )}
    </span>
  );
}
