'use client';

import { type ComponentProps, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { cx } from '@/components/ui/cx';
import { TextInput } from '@/components/ui/field';

export type Read<T> = { ok: true; value: T } | { ok: false; message: string };

type CommitFieldProps<T> = Omit<ComponentProps<typeof TextInput>, 'value' | 'onChange' | 'defaultValue'> & {
  value: T;
  print(value: T): string;
  read(text: string): Read<T>;
  /** Why the document refused it, or null. */
  commit(value: T): string | null;
  /** Written on Enter and on leaving only: for what is not to be half done. */
  late?: boolean;
  'aria-label': string;
};

const waitMs = 180;

/**
 * A field whose text may be, for a moment, something that the document cannot hold. What can be read is written after a
 * short wait, on Enter and on leaving; the rest stays in the field, with the reason, and the document as it was.
 */
export function CommitField<T>({
  value,
  print,
  read,
  commit,
  late,
  className,
  ...rest
}: CommitFieldProps<T>) {
  const shown = print(value);
  // A draft counts only on top of the value that it was made from: undo, or another's edit, takes it away.
  const [draft, setDraft] = useState<{ text: string; on: string; message: string | null } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const live = draft && draft.on === shown ? draft : null;
  const id = useId();

  const latest = useRef<() => void>(() => {});
  useEffect(() => {
    latest.current = () => {
      if (live) write(live.text);
    };
  });
  useEffect(() => () => clearTimeout(timer.current), []);

  function write(text: string) {
    clearTimeout(timer.current);
    const parsed = read(text);
    if (!parsed.ok) return setDraft({ text, on: shown, message: parsed.message });
    if (print(parsed.value) === shown) return setDraft({ text, on: shown, message: null });
    const message = commit(parsed.value);
    setDraft({ text, on: message === null ? print(parsed.value) : shown, message });
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'Enter') latest.current();
    if (event.key === 'Escape' && live) {
      event.stopPropagation();
      clearTimeout(timer.current);
      setDraft(null);
    }
  }

  return (
    <span className={cx('inline-flex min-w-0 flex-col gap-1', className)}>
      <TextInput
        size="md"
        mono
        {...rest}
        value={live?.text ?? shown}
        aria-invalid={live?.message ? true : undefined}
        aria-describedby={live?.message ? id : undefined}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          const text = event.currentTarget.value;
          setDraft({ text, on: shown, message: null });
          clearTimeout(timer.current);
          if (!late) timer.current = setTimeout(() => latest.current(), waitMs);
        }}
        onBlur={() => {
          latest.current();
          setDraft((now) => (now?.message ? now : null));
        }}
        ref={(element) => {
          const settle = () => latest.current();
          element?.addEventListener('settle', settle);
          return () => element?.removeEventListener('settle', settle);
        }}
      />
      {live?.message && (
        <span id={id} role="alert" className="text-11 text-f-error">
          {live.message}
        </span>
      )}
    </span>
  );
}

type SimpleProps<T> = Omit<CommitFieldProps<T>, 'print' | 'read'>;

export function NumberField({
  whole,
  min,
  max,
  ...rest
}: SimpleProps<number> & { whole?: boolean; min?: number; max?: number }) {
  return (
    <CommitField<number>
      inputMode={whole ? 'numeric' : 'decimal'}
      {...rest}
      print={(value) => String(value)}
      read={(text) => readNumber(text, { whole, min, max })}
    />
  );
}

export function WordField(props: SimpleProps<string>) {
  return (
    <CommitField<string> {...props} print={(value) => value} read={(text) => ({ ok: true, value: text })} />
  );
}

export function readNumber(
  text: string,
  { whole, min, max }: { whole?: boolean; min?: number; max?: number } = {},
): Read<number> {
  const trimmed = text.trim();
  const value = Number(trimmed);
  if (trimmed === '' || !/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(trimmed) || !Number.isFinite(value)) {
    return { ok: false, message: 'A number belongs here.' };
  }
  if (whole && !Number.isInteger(value)) return { ok: false, message: 'A whole number belongs here.' };
  if (min !== undefined && value < min) return { ok: false, message: `At least ${min}.` };
  if (max !== undefined && value > max) return { ok: false, message: `At most ${max}.` };
  return { ok: true, value };
}
