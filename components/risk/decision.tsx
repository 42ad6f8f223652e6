'use client';

import { type KeyboardEvent, useRef, useState } from 'react';
import { cx } from '@/components/ui/cx';
import { Icon, type IconName } from '@/components/ui/icon';
import { rove } from '@/components/ui/segmented';
import type { Action, Verdict } from '@/lib/policy';

/** A decision is a verb, a verdict a participle. The same four in the same order everywhere. */
export const decisionOrder = ['allow', 'deny', 'hide', 'approve'] as const satisfies readonly Action[];
export const decisionLooks: Record<Action, { word: string; icon: IconName; look: string }> = {
  allow: { word: 'Allow', icon: 'allow', look: 'v-allow' },
  deny: { word: 'Deny', icon: 'deny', look: 'v-deny' },
  hide: { word: 'Hide', icon: 'hide', look: 'v-hide' },
  approve: { word: 'Approve', icon: 'held', look: 'v-held' },
};
export const verdictLooks: Record<Verdict, { word: string; icon: IconName; look: string }> = {
  allow: { word: 'Allowed', icon: 'allow', look: 'v-allow' },
  deny: { word: 'Denied', icon: 'deny', look: 'v-deny' },
  hidden: { word: 'Hidden', icon: 'hide', look: 'v-hide' },
  approve: { word: 'Held', icon: 'held', look: 'v-held' },
};

const settleMs = 1_000;

type DecisionSwitchProps = {
  /** None: nothing has been decided, all four are quiet. */
  value: Action | null;
  /** Where it takes a while, a promise of why it was refused, or null: what was chosen shows meanwhile. */
  onChange: (action: Action) => Promise<string | null> | undefined;
  /** sm: glyphs, for a row; full: glyphs and words, for the inspector. */
  size?: 'sm' | 'full';
  /** What the decision is about, as in 'Decision for send_mail'. */
  label?: string;
  /** Shows the chosen word after the glyphs. */
  word?: boolean;
  /** False inside a grid with one tab stop of its own. */
  tabbable?: boolean;
  disabled?: boolean;
  className?: string;
  role?: 'gridcell';
};

export function DecisionSwitch({
  value,
  onChange,
  size = 'sm',
  label = 'Decision',
  word,
  tabbable = true,
  disabled,
  className,
  role,
}: DecisionSwitchProps) {
  const group = useRef<HTMLDivElement>(null);
  const full = size === 'full';
  const [wish, setWish] = useState<{ of: string; on: Action | null; to: Action } | null>(null);
  // A row may be given to another tool: what is wished about one is not wished about the next.
  const isOurs = wish !== null && wish.on === value && wish.of === label;
  if (wish && !isOurs) setWish(null);
  const shown = isOurs ? wish.to : value;
  function choose(action: Action) {
    if (action === shown) return;
    const mine = { of: label, on: value, to: action };
    setWish(mine);
    // Done, the value follows; where it does not, what was wished is not what is.
    void Promise.resolve(onChange(action)).then((refused) =>
      setTimeout(() => setWish((now) => (now === mine ? null : now)), refused === null ? settleMs : 0),
    );
  }
  function onKeyDown(event: KeyboardEvent) {
    const next = rove(event, shown ? decisionOrder.indexOf(shown) : -1, decisionOrder.length);
    const action = next === null ? undefined : decisionOrder[next];
    if (!action || disabled) return;
    event.preventDefault();
    event.stopPropagation();
    choose(action);
    group.current?.querySelectorAll<HTMLElement>('[role=radio]')[next ?? 0]?.focus();
  }
  return (
    <span role={role} className={cx('inline-flex items-center gap-2', full && 'flex', className)}>
      <div
        ref={group}
        role="radiogroup"
        aria-label={label}
        aria-disabled={disabled || undefined}
        data-edge=""
        onKeyDown={onKeyDown}
        className={cx(
          'rounded-2 inset-ring inset-ring-line',
          full ? 'grid h-8 w-full grid-cols-4' : 'inline-flex h-6.5',
        )}
      >
        {decisionOrder.map((action) => {
          const { word: verb, icon, look } = decisionLooks[action];
          const on = action === shown;
          const first = shown === null && action === 'allow';
          return (
            // biome-ignore lint/a11y/useSemanticElements: one tab stop of ours, and no inputs in a form around it
            <button
              key={action}
              type="button"
              role="radio"
              aria-checked={on}
              aria-label={full ? undefined : verb}
              title={full ? undefined : verb}
              data-pick=""
              disabled={disabled}
              tabIndex={tabbable && (on || first) ? 0 : -1}
              onClick={() => choose(action)}
              className={cx(
                'inline-flex items-center justify-center gap-1 rounded-2 text-12 font-medium focus-visible:relative focus-visible:outline-offset-0',
                look,
                full ? 'h-8' : 'h-6.5 w-6.5',
                on
                  ? 'bg-(--v-tint) text-(--v) inset-ring inset-ring-[color-mix(in_srgb,var(--v)_36%,transparent)]'
                  : 'text-ink-3 hover:bg-hover hover:text-ink disabled:hover:bg-transparent disabled:hover:text-ink-3',
              )}
            >
              <Icon name={icon} size={full ? 16 : 15} />
              {full && verb}
            </button>
          );
        })}
      </div>
      {word && shown && <span className="text-12 font-medium text-ink-2">{decisionLooks[shown].word}</span>}
    </span>
  );
}

type VerdictMarkProps = { verdict: Verdict; pill?: boolean; className?: string };

/** What happens to a call: shape and word. */
export function VerdictMark({ verdict, pill, className }: VerdictMarkProps) {
  const { word, icon, look } = verdictLooks[verdict];
  return (
    <span
      data-edge={pill ? '' : undefined}
      className={cx(
        'inline-flex items-center gap-1 text-12 font-medium whitespace-nowrap text-(--v)',
        look,
        pill && 'h-6 rounded-full bg-(--v-tint) pr-2 pl-1.5',
        className,
      )}
    >
      <Icon name={icon} />
      {word}
    </span>
  );
}
