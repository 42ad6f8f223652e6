'use client';

import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/card';
import { cx } from '@/components/ui/cx';
import { announce } from '@/components/ui/live-region';
import { useWindowed } from '@/components/ui/windowed';
import type { ToolRow } from '../shapes';
import { filterTools, type ToolFilter, ToolFilters } from './tool-filters';
import { ToolRowContent } from './tool-row';

type ToolListProps = {
  title: string;
  /** Said where there are none at all. */
  nothing: string;
  label: string;
  tools: ToolRow[];
  onOpen: (toolId: string) => void;
};

const usualHeight = 53;
const everything: ToolFilter = { query: '', classes: [], states: [] };

/** All tools of a server: one tab stop, arrows move, Enter opens. Only the rows in view exist. */
export function ToolList({ title, nothing, label, tools, onOpen }: ToolListProps) {
  const [filter, setFilter] = useState<ToolFilter>(everything);
  const [active, setActive] = useState(0);
  const [height, setHeight] = useState(usualHeight);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const allNew = tools.every((tool) => tool.review === 'unreviewed' || tool.review === 'malformed');
  const shown = useMemo(() => filterTools(tools, filter), [tools, filter]);
  const { indexes, show } = useWindowed(list, { count: shown.length, height, keep: active, by: 'page' });

  // Rows are as high as the text that the person has chosen makes them, all alike.
  useLayoutEffect(() => {
    const row = list.current?.firstElementChild;
    if (row) setHeight(row.getBoundingClientRect().height);
  }, []);
  useEffect(() => {
    if (filter === everything) return;
    const timer = setTimeout(() => announce(`${shown.length} of ${tools.length} tools`), 500);
    return () => clearTimeout(timer);
  }, [filter, shown.length, tools.length]);

  function change(next: ToolFilter) {
    setFilter(next);
    setActive(0);
  }
  function onKeyDown(event: KeyboardEvent) {
    const page = 10;
    const moves: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: shown.length - 1,
    };
    if (event.key === 'Enter' || event.key === ' ') {
      const tool = shown[active];
      if (tool) onOpen(tool.id);
      event.preventDefault();
    } else if (event.key in moves) {
      const next = Math.max(0, Math.min(shown.length - 1, moves[event.key] ?? 0));
      setActive(next);
      show(next);
      event.preventDefault();
    }
  }
  return (
    <>
      <ToolFilters title={title} tools={tools} filter={filter} onChange={change} shown={shown.length} />
      {shown.length === 0 ? (
        <EmptyState
          icon="search"
          title={tools.length === 0 ? nothing : 'No tool fits.'}
          action={
            tools.length > 0 && (
              <Button onClick={() => change(everything)}>Show all {tools.length} tools</Button>
            )
          }
        >
          {tools.length > 0 && 'Search looks at names, titles and descriptions.'}
        </EmptyState>
      ) : (
        <div
          ref={list}
          role="listbox"
          aria-label={label}
          tabIndex={0}
          aria-activedescendant={`${id}-${shown[active]?.id}`}
          onKeyDown={onKeyDown}
          className="group relative -outline-offset-2!"
          style={{ height: shown.length * height }}
        >
          {indexes.map((index) => {
            const tool = shown[index];
            if (!tool) return null;
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the list box around it has the keys
              <div
                key={tool.id}
                id={`${id}-${tool.id}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === active}
                aria-setsize={shown.length}
                aria-posinset={index + 1}
                onClick={() => {
                  setActive(index);
                  onOpen(tool.id);
                }}
                className={cx(
                  'absolute inset-x-0 top-0 cursor-pointer border-t border-line hover:bg-hover',
                  index === active &&
                    'group-focus-visible:bg-accent-tint group-focus-visible:inset-shadow-[2px_0_0_var(--accent)] forced-colors:group-focus-visible:outline',
                )}
                style={{ transform: `translateY(${index * height}px)` }}
              >
                <ToolRowContent tool={tool} quiet={allNew} />
              </div>
            );
          })}
        </div>
      )}
    </>
  );
}
