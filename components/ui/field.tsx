'use client';

import { type ComponentProps, createContext, type ReactNode, useContext, useEffect, useId } from 'react';
import { cx } from './cx';
import { Icon } from './icon';
import { isTyped, useEarly } from './use-early';

type FieldIds = { id: string; describedBy: string | undefined; invalid: boolean };
const FieldContext = createContext<FieldIds | null>(null);

type FieldProps = {
  label: ReactNode;
  /** Read with the field, below it. */
  hint?: ReactNode;
  /** The cause, then the way on. */
  error?: ReactNode;
  hideLabel?: boolean;
  /** Stands at the right end of the label's line. */
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
};

/** A label, one control and what is to be said about it. The control inside finds its id here. */
export function Field({ label, hint, error, hideLabel, aside, className, children }: FieldProps) {
  const id = useId();
  const describedBy = cx(Boolean(error) && `${id}-error`, Boolean(hint) && `${id}-hint`) || undefined;
  return (
    <FieldContext value={{ id, describedBy, invalid: Boolean(error) }}>
      <div className={cx('min-w-0', className)}>
        <div className={cx('mb-1 flex items-center justify-between gap-2', hideLabel && 'sr-only')}>
          <label htmlFor={id} className="text-12 font-medium text-ink">
            {label}
          </label>
          {aside}
        </div>
        {children}
        {error && (
          <p id={`${id}-error`} className="mt-1.5 flex gap-1.5 text-12 text-ink">
            <Icon name="x" size={14} className="mt-px text-f-error" strokeWidth={2} />
            <span className="min-w-0 break-words">{error}</span>
          </p>
        )}
        {hint && (
          <p id={`${id}-hint`} className="mt-1.5 text-12 text-ink-3">
            {hint}
          </p>
        )}
      </div>
    </FieldContext>
  );
}

function useField(own: { id?: string; 'aria-describedby'?: string; 'aria-invalid'?: unknown }) {
  const field = useContext(FieldContext);
  return {
    id: own.id ?? field?.id,
    'aria-describedby': cx(own['aria-describedby'], field?.describedBy) || undefined,
    'aria-invalid': own['aria-invalid'] || field?.invalid ? (true as const) : undefined,
  };
}

const edge =
  'min-w-0 rounded-2 border border-field bg-surface text-ink aria-invalid:border-f-error focus-visible:outline-offset-0 focus-visible:border-accent disabled:border-line-2 disabled:text-ink-3';

type TextInputProps = Omit<ComponentProps<'input'>, 'size'> & { mono?: boolean; size?: 'sm' | 'md' | 'lg' };
const heights = { sm: 'h-6 px-1.5', md: 'h-7 px-2', lg: 'h-8 px-2.5' };

export function TextInput({ mono, size = 'lg', className, ...rest }: TextInputProps) {
  const ids = useField(rest);
  const early = useEarly<HTMLInputElement>((input) => isTyped(input, rest.value), rest.onChange);
  return (
    <input
      ref={early}
      spellCheck={mono ? false : undefined}
      autoCapitalize={mono ? 'off' : undefined}
      {...rest}
      {...ids}
      className={cx(edge, 'w-full', heights[size], mono ? 'font-mono text-12' : 'text-13', className)}
    />
  );
}

export function Textarea({ mono, className, ...rest }: ComponentProps<'textarea'> & { mono?: boolean }) {
  const ids = useField(rest);
  const early = useEarly<HTMLTextAreaElement>((area) => isTyped(area, rest.value), rest.onChange);
  return (
    <textarea
      ref={early}
      spellCheck={mono ? false : undefined}
      {...rest}
      {...ids}
      className={cx(
        edge,
        'block w-full resize-y px-2.5 py-1.5',
        mono ? 'font-mono text-12/5' : 'text-13',
        className,
      )}
    />
  );
}

type SelectProps = Omit<ComponentProps<'select'>, 'size'> & { size?: 'sm' | 'md' | 'lg' };

/** The browser's own select: right on phones, in forced colours and by keyboard without a line of script. */
export function Select({ size = 'lg', className, children, ...rest }: SelectProps) {
  const ids = useField(rest);
  return (
    <span className={cx('relative inline-flex min-w-0', className)}>
      <select
        {...rest}
        {...ids}
        className={cx(edge, 'w-full appearance-none text-13 text-ellipsis', heights[size], 'pr-7')}
      >
        {children}
      </select>
      <Icon
        name="chevron-down"
        size={14}
        className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 text-ink-3"
      />
    </span>
  );
}

type CheckboxProps = Omit<ComponentProps<'input'>, 'type' | 'size'> & { indeterminate?: boolean };

/** 16 px to see, 24 px to press. */
export function Checkbox({ indeterminate = false, className, ...rest }: CheckboxProps) {
  const ids = useField(rest);
  const isTicked = ({ checked }: HTMLInputElement) => rest.checked !== undefined && checked !== rest.checked;
  const box = useEarly<HTMLInputElement>(isTicked, rest.onChange);
  useEffect(() => {
    if (box.current) box.current.indeterminate = indeterminate;
  }, [box, indeterminate]);
  return (
    <span className={cx('relative inline-grid size-6 shrink-0 place-items-center', className)}>
      <input
        {...rest}
        {...ids}
        ref={box}
        type="checkbox"
        className={cx(
          "absolute inset-1 m-0 grid size-4 appearance-none place-items-center rounded-1 border border-field bg-surface before:absolute before:-inset-1.25 before:content-[''] checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent disabled:border-line-2 forced-colors:appearance-auto",
          // The tick is drawn without elements of its own: a long list has one of these a row.
          "after:size-2.5 after:bg-accent-on after:opacity-0 after:content-[''] after:[clip-path:polygon(12%_46%,0_60%,38%_94%,100%_18%,86%_6%,37%_67%)] checked:after:opacity-100 indeterminate:after:opacity-100 indeterminate:after:[clip-path:inset(41%_0)] forced-colors:after:hidden",
        )}
      />
    </span>
  );
}

/** A box with its words: the whole line can be pressed. */
export function CheckboxLine({
  children,
  hint,
  ...rest
}: CheckboxProps & { children: ReactNode; hint?: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the box inside is the control
    <label className="flex items-start gap-1.5 text-13 text-ink">
      <Checkbox {...rest} className="-my-0.5 -ml-1" />
      <span className="min-w-0">
        {children}
        {hint && <span className="block text-12 text-ink-3">{hint}</span>}
      </span>
    </label>
  );
}
