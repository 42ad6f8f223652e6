'use client';

import { useRef, useState, useTransition } from 'react';
import { Kbd } from '@/components/ui/badges';
import { IconButton } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { useActions, useBuilder } from '../state';

/** What is typed shows at once; the grid follows when it can. */
export function Search() {
  const q = useBuilder((state) => state.q);
  const { search } = useActions();
  const [typed, setTyped] = useState<{ text: string; for: string } | null>(null);
  const [, start] = useTransition();
  const box = useRef<HTMLInputElement>(null);
  const shown = typed && typed.for === q ? typed.text : q;

  function take(text: string) {
    setTyped({ text, for: text });
    start(() => search(text));
  }

  return (
    <div className="p-3 pb-1.5">
      <div className="flex h-8 items-center gap-1.5 rounded-2 border border-line-2 bg-surface px-2 focus-within:border-accent focus-within:outline-2 focus-within:outline-focus">
        <Icon name="search" size={14} className="text-ink-3" />
        <input
          ref={box}
          type="search"
          data-tool-search=""
          data-own-undo=""
          aria-label="Search tools"
          aria-description="Words, or risk: action: is: has: arg: noun: with a value; a minus before it leaves out"
          placeholder="Search, or risk: is: arg:"
          value={shown}
          onChange={(event) => take(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') take('');
            if (event.key === 'ArrowDown' || event.key === 'Enter') {
              event.preventDefault();
              document.querySelector<HTMLElement>('[role=grid] [role=row][tabindex="0"]')?.focus();
            }
          }}
          spellCheck={false}
          className="min-w-0 flex-1 bg-transparent text-12 outline-none [&::-webkit-search-cancel-button]:hidden"
        />
        {shown === '' ? (
          <Kbd>/</Kbd>
        ) : (
          <IconButton
            icon="x"
            label="Clear the search"
            size="sm"
            className="-mr-1.5"
            onClick={() => {
              take('');
              box.current?.focus();
            }}
          />
        )}
      </div>
    </div>
  );
}
