'use client';

import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import { Count } from './badges';
import { cx } from './cx';

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
  return (
    <Base.Root value={value} onValueChange={(next) => onChange(next as T)} className={className}>
      <div className={cx('flex items-center gap-4 border-b border-line', listClassName)}>
        <Base.List
          aria-label={label}
          activateOnFocus
          className="flex min-w-0 flex-1 gap-4 overflow-x-auto overflow-y-hidden"
        >
          {tabs.map((tab) => (
            <Base.Tab
              key={tab.value}
              value={tab.value}
              data-pick=""
              className="-mb-px inline-flex h-10 shrink-0 items-center gap-1.5 border-b-2 border-transparent px-0.5 text-13 font-medium whitespace-nowrap text-ink-2 -outline-offset-2! hover:text-ink data-active:border-ink data-active:text-ink"
            >
              {tab.label}
              {tab.count !== undefined && <Count>{tab.count}</Count>}
            </Base.Tab>
          ))}
        </Base.List>
        {aside}
      </div>
      {tabs.map((tab) => (
        <Base.Panel key={tab.value} value={tab.value} className={cx('outline-none', panelClassName)}>
          {tab.panel}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
