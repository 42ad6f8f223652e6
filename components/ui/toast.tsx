'use client';

import { type ReactNode, useSyncExternalStore } from 'react';
import { Button, IconButton } from './button';
import { cx } from './cx';
import { Icon, type IconName } from './icon';
import { announce } from './live-region';

type Toast = {
  id: number;
  text: string;
  tone: 'done' | 'failed' | 'plain';
  action?: { label: string; run: () => void };
};

let toasts: readonly Toast[] = [];
let nextId = 1;
const none: readonly Toast[] = [];
const listeners = new Set<() => void>();

function set(next: readonly Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Shows a sentence for a while and says it in the live region. One with an action, or a failure, stays until it is closed. */
export function toast(text: string, { tone = 'done', action }: Partial<Pick<Toast, 'tone' | 'action'>> = {}) {
  const id = nextId++;
  set([...toasts.filter((t) => t.text !== text).slice(-2), { id, text, tone, action }]);
  announce(text);
  if (tone !== 'failed' && !action) setTimeout(() => dismiss(id), 6000);
}

function dismiss(id: number) {
  set(toasts.filter((t) => t.id !== id));
}

const marks: Record<Toast['tone'], { icon: IconName; ink: string }> = {
  done: { icon: 'check', ink: 'text-ink-2' },
  failed: { icon: 'x', ink: 'text-f-error' },
  plain: { icon: 'info', ink: 'text-ink-3' },
};

/** Mounted by the root layout, and by a dialog inside itself. */
export function Toaster(): ReactNode {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
    () => none,
  );
  if (shown.length === 0) return null;
  return (
    <section
      aria-label="Messages"
      data-messages=""
      className="pointer-events-none fixed inset-x-4 bottom-4 z-50 flex flex-col items-end gap-2"
    >
      {shown.map((item) => (
        <div
          key={item.id}
          data-edge=""
          className="appear pointer-events-auto flex max-w-[min(26rem,100%)] items-start gap-2 rounded-3 bg-raised py-2 pr-2 pl-3 text-13 shadow-3"
        >
          <Icon name={marks[item.tone].icon} className={cx('mt-0.5', marks[item.tone].ink)} />
          <p className="min-w-0 flex-1 py-px break-words">{item.text}</p>
          {item.action && (
            <Button
              size="sm"
              onClick={() => {
                item.action?.run();
                dismiss(item.id);
              }}
            >
              {item.action.label}
            </Button>
          )}
          <IconButton icon="x" label="Close this message" size="sm" onClick={() => dismiss(item.id)} />
        </div>
      ))}
    </section>
  );
}
