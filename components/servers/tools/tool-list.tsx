'use client';

import { useWindowVirtualizer, windowScroll } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/card';
import { cx } from '@/components/ui/cx';
import { announce } from '@/components/ui/live-region';
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

const everything: ToolFilter = { query: '', classes: [], states: [] };

/** All tools of a server: one tab stop, arrows move, Enter opens. Only the rows in view exist. */
export function ToolList({ title, nothing, label, tools, onOpen }: ToolListProps) {
  const [filter, setFilter] = useState<ToolFilter>(everything);
  const [active, setActive] = useState(0);
  const [margin, setMargin] = useState(0);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const settled = useRef(false);
  const allNew = tools.every((tool) => tool.review === 'unreviewed' || tool.review === 'malformed');
  const shown = useMemo(() => filterTools(tools, filter), [tools, filter]);
  const virtual = useWindowVirtualizer({
    count: shown.length,
    estimateSize: () => 53,
    overscan: 10,
    scrollMargin: margin,
    // When it appears it would scroll to where the page before had been scrolled to.
    scrollToFn: (offset, options, instance) => settled.current && windowScroll(offset, options, instance),
    getItemKey: (index) => shown[index]?.id ?? index,
  });

  useLayoutEffect(() => {
    const top = list.current?.getBoundingClientRect().top ?? 0;
    setMargin(top + window.scrollY);
  }, []);
  useEffect(() => {
    settled.current = true;
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
      virtual.scrollToIndex(next, { align: 'auto' });
      event.preventDefault();
    }
  }
  const items = virtual.getVirtualItems();
  const rendered = items.some((item) => item.index === active);
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
          aria-activedescendant={rendered ? `${id}-${shown[active]?.id}` : undefined}
          onKeyDown={onKeyDown}
          className="group relative -outline-offset-2!"
          style={{ height: virtual.getTotalSize() }}
        >
          {items.map((item) => {
            const tool = shown[item.index];
            if (!tool) return null;
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the list box around it has the keys
              <div
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                id={`${id}-${tool.id}`}
                role="option"
                tabIndex={-1}
                aria-selected={item.index === active}
                aria-setsize={shown.length}
                aria-posinset={item.index + 1}
                onClick={() => {
                  setActive(item.index);
                  onOpen(tool.id);
                }}
                className={cx(
                  'absolute inset-x-0 top-0 cursor-pointer border-t border-line hover:bg-hover',
                  item.index === active &&
                    'group-focus-visible:bg-accent-tint group-focus-visible:inset-shadow-[2px_0_0_var(--accent)] forced-colors:group-focus-visible:outline',
                )}
                style={{ transform: `translateY(${item.start - margin}px)` }}
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
