'use client';

import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import { Count } from './badges';
import { cx } from './cx';
import { rove } from './segmented';

/** What makes a row of buttons a tab list: one tab stop, arrows move and show. The look is the caller's. */
export function useTabList<T extends string>(
  label: string,
  values: readonly T[],
  value: T,
  onChange: (value: T) => void,
) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  function onKeyDown(event: KeyboardEvent) {
    const next = rove(event, values.indexOf(value), values.length);
    const chosen = next === null ? undefined : values[next];
    if (chosen === undefined) return;
    event.preventDefault();
    onChange(chosen);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next ?? 0]?.focus();
  }
  return {
    list: { ref: list, role: 'tablist' as const, 'aria-label': label, onKeyDown },
    tab: (own: T) => ({
      type: 'button' as const,
      role: 'tab' as const,
      id: `${id}-${own}-tab`,
      'aria-controls': `${id}-${own}-panel`,
      'aria-selected': own === value,
      'data-active': own === value ? '' : undefined,
      'data-pick': '',
      tabIndex: own === value ? 0 : -1,
      onClick: () => onChange(own),
    }),
    panel: (own: T) => ({
      role: 'tabpanel' as const,
      id: `${id}-${own}-panel`,
      'aria-labelledby': `${id}-${own}-tab`,
      hidden: own !== value,
    }),
  };
}

export type Tab<T extends string> = { value: T; label: ReactNode; count?: ReactNode; panel: ReactNode };

type TabsProps<T extends string> = {
  label: string;
  tabs: readonly Tab<T>[];
  value: T;
  onChange: (value: T) => void;
  /** Stands at the right end of the row. */
  aside?: ReactNode;
  className?: string;
  listClassName?: string;
  panelClassName?: string;
};

/** A row of words with a line under the one that is shown. */
export function Tabs<T extends string>({
  label,
  tabs,
  value,
  onChange,
  aside,
  className,
  listClassName,
  panelClassName,
}: TabsProps<T>) {
  const parts = useTabList(
    label,
    tabs.map((tab) => tab.value),
    value,
    onChange,
  );
  const shown = tabs.find((tab) => tab.value === value);
  return (
    <div className={className}>
      <div className={cx('flex items-center gap-4 border-b border-line', listClassName)}>
        <div {...parts.list} className="flex min-w-0 flex-1 gap-4 overflow-x-auto overflow-y-hidden">
          {tabs.map((tab) => (
            <button
              key={tab.value}
              {...parts.tab(tab.value)}
              aria-controls={tab.value === value ? parts.panel(tab.value).id : undefined}
              className="-mb-px inline-flex h-10 shrink-0 items-center gap-1.5 border-b-2 border-transparent px-0.5 text-13 font-medium whitespace-nowrap text-ink-2 -outline-offset-2! hover:text-ink data-active:border-ink data-active:text-ink"
            >
              {tab.label}
              {tab.count !== undefined && <Count>{tab.count}</Count>}
            </button>
          ))}
        </div>
        {aside}
      </div>
      {shown && (
        <div
          key={shown.value}
          {...parts.panel(shown.value)}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a panel that may hold nothing to press is reachable itself
          tabIndex={0}
          className={cx('-outline-offset-2!', panelClassName)}
        >
          {shown.panel}
        </div>
      )}
    </div>
  );
}
