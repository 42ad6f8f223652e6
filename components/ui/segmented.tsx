'use client';

import { type KeyboardEvent, useRef } from 'react';
import { cx } from './cx';
import { Icon, type IconName } from './icon';

export type SegmentedOption<T extends string> = { value: T; label: string; icon?: IconName };

type SegmentedProps<T extends string> = {
  label: string;
  value: T;
  options: readonly SegmentedOption<T>[];
  onChange: (value: T) => void;
  className?: string;
};

/** One of a few, as a radio group: one tab stop, arrows move and choose. */
export function Segmented<T extends string>({
  label,
  value,
  options,
  onChange,
  className,
}: SegmentedProps<T>) {
  const group = useRef<HTMLDivElement>(null);
  function onKeyDown(event: KeyboardEvent) {
    const next = rove(
      event,
      options.findIndex((o) => o.value === value),
      options.length,
    );
    if (next === null) return;
    event.preventDefault();
    const option = options[next];
    if (!option) return;
    onChange(option.value);
    group.current?.querySelectorAll<HTMLElement>('[role=radio]')[next]?.focus();
  }
  return (
    <div
      ref={group}
      role="radiogroup"
      aria-label={label}
      data-edge=""
      onKeyDown={onKeyDown}
      className={cx('inline-flex gap-0.5 rounded-2 bg-sunken p-0.5 inset-ring inset-ring-line', className)}
    >
      {options.map((option) => {
        const on = option.value === value;
        return (
          // biome-ignore lint/a11y/useSemanticElements: one tab stop of ours, and no inputs in a form around it
          <button
            key={option.value}
            type="button"
            role="radio"
            aria-checked={on}
            data-pick=""
            tabIndex={on ? 0 : -1}
            onClick={() => onChange(option.value)}
            className={cx(
              'inline-flex h-6 items-center justify-center gap-1.5 rounded-1 px-2.5 text-12 font-medium whitespace-nowrap',
              on ? 'bg-raised text-ink shadow-1 ring ring-line-2' : 'text-ink-2 hover:text-ink',
            )}
          >
            {option.icon && <Icon name={option.icon} size={14} />}
            {option.label}
          </button>
        );
      })}
    </div>
  );
}

/** Where an arrow, Home or End leads in a row of `count` choices, round the ends; null for any other key. */
export function rove(event: { key: string }, index: number, count: number): number | null {
  switch (event.key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return (index + 1) % count;
    case 'ArrowLeft':
    case 'ArrowUp':
      return (index - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
