import type { ComponentProps } from 'react';
import { cx } from './cx';
import { Icon, type IconName } from './icon';

export type ButtonStyle = {
  variant?: 'plain' | 'primary' | 'ghost';
  /** Heights: sm 24, md 28, lg 32 (beside fields), xl 36. */
  size?: 'sm' | 'md' | 'lg' | 'xl';
  icon?: IconName;
  /** Stands after the word, as the chevron of a menu does. */
  trailing?: IconName;
};

const variants = {
  plain: 'border-line-2 bg-surface text-ink shadow-1 hover:bg-hover disabled:text-ink-3',
  primary:
    'border-accent bg-accent text-accent-on hover:brightness-110 disabled:border-line-2 disabled:text-ink-3',
  ghost: 'border-transparent bg-transparent text-ink-2 hover:bg-hover hover:text-ink disabled:text-field',
};
/** One that has nothing to do, and still can be reached and says why: it looks as a disabled one does. Busy is another thing. */
const atRest = {
  plain: 'aria-disabled:bg-transparent aria-disabled:text-ink-3 aria-disabled:shadow-none',
  primary: 'aria-disabled:border-line-2 aria-disabled:bg-transparent aria-disabled:text-ink-3',
  ghost: 'aria-disabled:text-field',
};
const sizes = {
  sm: 'h-6 px-2 text-12 rounded-1 gap-1',
  md: 'h-7 px-2.5 text-13 rounded-2 gap-1.5',
  lg: 'h-8 px-3 text-13 rounded-2 gap-1.5',
  xl: 'h-9 px-3.5 text-13 rounded-2 gap-1.5',
};

export function buttonLook({ variant = 'plain', size = 'md' }: ButtonStyle, className?: string) {
  return cx(
    'inline-flex shrink-0 items-center justify-center border font-medium whitespace-nowrap no-underline select-none transition-[background-color,filter] duration-100',
    'disabled:bg-transparent disabled:shadow-none disabled:brightness-100',
    'aria-disabled:brightness-100',
    variants[variant],
    sizes[size],
    className,
  );
}

export type ButtonProps = ComponentProps<'button'> & ButtonStyle & { busy?: boolean };

/** While busy it stays focusable, says so, and ignores presses. */
export function Button({
  variant,
  size,
  icon,
  trailing,
  busy,
  className,
  children,
  onClick,
  type,
  ...rest
}: ButtonProps) {
  const glyph = size === 'sm' ? 14 : 16;
  return (
    <button
      {...rest}
      type={type ?? 'button'}
      aria-disabled={busy || rest['aria-disabled'] || undefined}
      data-edge=""
      className={buttonLook({ variant, size }, cx(!busy && atRest[variant ?? 'plain'], className))}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {busy ? <Spinner size={glyph} /> : icon && <Icon name={icon} size={glyph} />}
      {children}
      {trailing && <Icon name={trailing} size={glyph} className="text-ink-3" />}
    </button>
  );
}

type IconButtonProps = Omit<ButtonProps, 'children' | 'icon' | 'trailing'> & {
  icon: IconName;
  label: string;
};

const squares = { sm: 'w-6 px-0', md: 'w-7 px-0', lg: 'w-8 px-0', xl: 'w-9 px-0' };

/** A button without a word: `label` is its name, and what the pointer is told. */
export function IconButton({
  icon,
  label,
  size = 'md',
  variant = 'ghost',
  className,
  busy,
  ...rest
}: IconButtonProps) {
  return (
    <Button
      title={label}
      {...rest}
      aria-label={label}
      busy={busy}
      icon={icon}
      size={size}
      variant={variant}
      className={cx(squares[size], className)}
    />
  );
}

export function Spinner({ size = 16, className }: { size?: number; className?: string }) {
  return (
    <svg
      className={cx('turn shrink-0', className)}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M8 1.75a6.25 6.25 0 1 1-6.25 6.25" />
    </svg>
  );
}
