'use client';

import { useRef } from 'react';
import { Kbd } from '@/components/ui/badges';
import { IconButton } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { useActions, useBuilder } from '../state';

/** What is typed shows at once; grid and counts follow when there is time. */
export function Search() {
  const q = useBuilder((state) => state.q);
  const { search } = useActions();
  const box = useRef<HTMLInputElement>(null);

  return (
    <div className="p-3 pb-1.5">
      <div className="flex h-8 items-center gap-1.5 rounded-2 border border-line-2 bg-surface px-2 focus-within:border-accent focus-within:outline-2 focus-within:outline-(--focus)">
        <Icon name="search" size={14} className="text-ink-3" />
        <input
          ref={box}
          type="search"
          data-tool-search=""
          data-own-undo=""
          aria-label="Search tools"
          aria-description="Words, or risk: action: is: has: arg: noun: used: with a value; a minus before it leaves out"
          placeholder="Search, or risk: is: arg:"
          value={q}
          onChange={(event) => search(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') search('');
            if (event.key === 'ArrowDown' || event.key === 'Enter') {
              event.preventDefault();
              document.querySelector<HTMLElement>('[role=grid] [role=row][tabindex="0"]')?.focus();
            }
          }}
          spellCheck={false}
          className="min-w-0 flex-1 bg-transparent text-12 outline-none [&::-webkit-search-cancel-button]:hidden"
        />
        {q === '' ? (
          <Kbd>/</Kbd>
        ) : (
          <IconButton
            icon="x"
            label="Clear the search"
            size="sm"
            className="-mr-1.5"
            onClick={() => {
              search('');
              box.current?.focus();
            }}
          />
        )}
      </div>
    </div>
  );
}
