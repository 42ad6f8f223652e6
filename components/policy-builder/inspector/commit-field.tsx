'use client';

import {
  type ChangeEvent,
  type ComponentProps,
  type KeyboardEvent,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { cx } from '@/components/ui/cx';
import { Textarea, TextInput } from '@/components/ui/field';

export type Read<T> = { ok: true; value: T } | { ok: false; message: string };

/** Why the document refused it, or null: at once, or when the engine has been asked. */
export type Commit<T> = (value: T) => string | null | Promise<string | null>;

type CommitFieldProps<T> = Omit<ComponentProps<typeof TextInput>, 'value' | 'onChange' | 'defaultValue'> & {
  value: T;
  print(value: T): string;
  read(text: string): Read<T>;
  commit: Commit<T>;
  /** Written on Enter and on leaving only: for what is not to be half done. */
  late?: boolean;
  /** Several lines: Enter begins another. */
  multiline?: boolean;
  'aria-label': string;
};

/** What is typed, on top of the value `on`; `sent` are the values that the document may show meanwhile. */
type Draft = { text: string; on: string; sent: string[]; message: string | null };

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
  multiline,
  className,
  ...rest
}: CommitFieldProps<T>) {
  const shown = print(value);
  // A draft counts only on top of the value that it was made from: undo, or another's edit, takes it away.
  const [draft, setDraft] = useState<Draft | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const pending = useRef<Promise<unknown>>(undefined);
  const live = draft && (draft.on === shown || draft.sent.includes(shown)) ? draft : null;
  const id = useId();
  // The two differ in what Enter does, and in nothing that is used here.
  const Control = multiline ? (Textarea as unknown as typeof TextInput) : TextInput;

  const latest = useRef<() => Promise<void>>(async () => {});
  useEffect(() => {
    latest.current = async () => {
      if (live) await write(live);
    };
  });
  useEffect(() => () => clearTimeout(timer.current), []);

  async function write({ text, on, sent }: Draft) {
    clearTimeout(timer.current);
    const parsed = read(text);
    if (!parsed.ok) return setDraft({ text, on, sent, message: parsed.message });
    const wanted = print(parsed.value);
    if (wanted === (sent.at(-1) ?? shown)) return void (await pending.current);
    setDraft({ text, on, sent: [...sent, wanted], message: null });
    const answer = Promise.resolve(commit(parsed.value));
    pending.current = answer;
    const message = await answer;
    setDraft(
      (now) =>
        now && {
          ...now,
          ...landed(now, wanted, message),
          message: now.text === text ? message : now.message,
        },
    );
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter' && !multiline) void latest.current();
    if (event.key === 'Escape' && live) {
      event.stopPropagation();
      clearTimeout(timer.current);
      setDraft(null);
    }
  }

  return (
    <span className={cx('inline-flex min-w-0 flex-col gap-1', className)}>
      <Control
        size="md"
        mono
        {...rest}
        value={live?.text ?? shown}
        aria-invalid={live?.message ? true : undefined}
        aria-describedby={live?.message ? id : undefined}
        onKeyDown={onKeyDown}
        onChange={(event: ChangeEvent<HTMLInputElement>) => {
          const text = event.currentTarget.value;
          setDraft({ text, on: live?.on ?? shown, sent: live?.sent ?? [], message: null });
          clearTimeout(timer.current);
          if (!late) timer.current = setTimeout(() => void latest.current(), waitMs);
        }}
        onBlur={() => {
          void latest.current().then(() => setDraft((now) => (now?.message ? now : null)));
        }}
        ref={(element: HTMLElement | null) => {
          const settle = () => void latest.current();
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

/** The document took a value, which is what the draft stands on now, or refused it. */
function landed({ on, sent }: Draft, value: string, message: string | null): Pick<Draft, 'on' | 'sent'> {
  const at = sent.indexOf(value);
  if (at < 0) return { on, sent };
  return message === null
    ? { on: value, sent: sent.slice(at + 1) }
    : { on, sent: sent.filter((_, i) => i !== at) };
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
