'use client';

import {
  cloneElement,
  createContext,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  type Ref,
  useContext,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { cx } from './cx';
import { Icon, type IconName } from './icon';
import { type Align, place, type Side } from './place';

type TriggerProps = {
  ref?: Ref<HTMLButtonElement>;
  onClick?: () => void;
  onKeyDown?: (event: KeyboardEvent) => void;
  'aria-haspopup'?: 'menu';
  'aria-expanded'?: boolean;
  'aria-controls'?: string;
  'data-popup-open'?: '';
};
type MenuProps = {
  /** A button. */
  trigger: ReactElement<TriggerProps>;
  children: ReactNode;
  align?: Align;
  side?: Side;
  className?: string;
};

const Closing = createContext<() => void>(() => {});

/** What can be done, behind a button. Arrows, Home, End and first letters move; Escape and Tab close. */
export function Menu({ trigger, children, align = 'start', side = 'bottom', className }: MenuProps) {
  const [open, setOpen] = useState<'first' | 'last' | null>(null);
  const anchor = useRef<HTMLButtonElement>(null);
  const id = useId();
  function close() {
    setOpen(null);
    anchor.current?.focus();
  }
  return (
    <>
      {cloneElement(trigger, {
        ref: anchor,
        'aria-haspopup': 'menu',
        'aria-expanded': open !== null,
        'aria-controls': open ? id : undefined,
        'data-popup-open': open ? '' : undefined,
        onClick: () => setOpen(open ? null : 'first'),
        onKeyDown: (event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          setOpen(event.key === 'ArrowDown' ? 'first' : 'last');
        },
      })}
      {open && (
        <Closing value={close}>
          <Popup
            id={id}
            anchor={anchor.current}
            start={open}
            align={align}
            side={side}
            className={className}
            onLeave={() => setOpen(null)}
            onEscape={close}
          >
            {children}
          </Popup>
        </Closing>
      )}
    </>
  );
}

type PopupProps = {
  id: string;
  anchor: HTMLElement | null;
  start: 'first' | 'last';
  align: Align;
  side: Side;
  className: string | undefined;
  onLeave: () => void;
  onEscape: () => void;
  children: ReactNode;
};

function Popup({ id, anchor, start, align, side, className, onLeave, onEscape, children }: PopupProps) {
  const popup = useRef<HTMLDivElement>(null);
  const leave = useRef(onLeave);
  leave.current = onLeave;
  const items = () => [
    ...(popup.current?.querySelectorAll<HTMLElement>('[role^=menuitem]:not(:disabled)') ?? []),
  ];

  // biome-ignore lint/correctness/useExhaustiveDependencies: it is placed once, when it opens
  useLayoutEffect(() => {
    const element = popup.current;
    if (!element || !anchor) return;
    element.showPopover();
    place(element, anchor.getBoundingClientRect(), side, align);
    const all = items();
    (start === 'first' ? all[0] : all.at(-1))?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    const outside = (event: Event) => {
      const target = event.target as Node | null;
      if (!popup.current?.contains(target) && !anchor?.contains(target)) leave.current();
    };
    const from = anchor?.getBoundingClientRect();
    // A list that scrolls elsewhere, or the echo of a resize before the menu opened, leaves it where it belongs.
    const shifted = () => {
      const now = anchor?.getBoundingClientRect();
      if (now?.top !== from?.top || now?.left !== from?.left) leave.current();
    };
    document.addEventListener('pointerdown', outside, true);
    document.addEventListener('focusin', outside);
    document.addEventListener('scroll', shifted, true);
    window.addEventListener('resize', shifted);
    return () => {
      document.removeEventListener('pointerdown', outside, true);
      document.removeEventListener('focusin', outside);
      document.removeEventListener('scroll', shifted, true);
      window.removeEventListener('resize', shifted);
    };
  }, [anchor]);

  function onKeyDown(event: KeyboardEvent) {
    event.stopPropagation();
    if (event.key === 'Tab') return onLeave();
    if (event.key === 'Escape') {
      event.preventDefault();
      return onEscape();
    }
    const all = items();
    const next = target(event.key, all, document.activeElement);
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
  return (
    <div
      ref={popup}
      id={id}
      popover="manual"
      role="menu"
      tabIndex={-1}
      aria-label={anchor?.getAttribute('aria-label') ?? anchor?.textContent ?? 'Menu'}
      data-edge=""
      onKeyDown={onKeyDown}
      className={cx(
        'appear fixed inset-auto m-0 max-h-(--available-height) max-w-[calc(100vw-1rem)] min-w-44 overflow-y-auto rounded-3 bg-raised p-1 text-left text-13 font-normal whitespace-normal text-ink shadow-2 outline-none',
        className,
      )}
    >
      {children}
    </div>
  );
}

function target(key: string, items: HTMLElement[], active: Element | null): HTMLElement | undefined {
  const at = items.indexOf(active as HTMLElement);
  if (key === 'ArrowDown') return items[(at + 1) % items.length];
  if (key === 'ArrowUp') return items.at(at <= 0 ? -1 : at - 1);
  if (key === 'Home') return items[0];
  if (key === 'End') return items.at(-1);
  if (key.length !== 1 || key === ' ') return undefined;
  const after = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  return after.find((item) => item.textContent?.trim().toLowerCase().startsWith(key.toLowerCase()));
}

const itemLook =
  'flex min-h-7 w-full cursor-default items-center gap-2 rounded-1 px-2 py-1 text-left text-13 text-ink no-underline outline-none select-none focus:bg-hover disabled:text-ink-3 forced-colors:focus:outline-2 forced-colors:focus:outline-solid forced-colors:focus:-outline-offset-2';

/** The pointer carries the focus with it, so that keys go on from where it is. */
const followed = {
  onPointerMove: (event: { currentTarget: HTMLElement }) =>
    event.currentTarget.focus({ preventScroll: true }),
};

type MenuItemProps = {
  icon?: IconName;
  onSelect?: () => void;
  disabled?: boolean;
  hint?: ReactNode;
  children: ReactNode;
};

export function MenuItem({ icon, onSelect, disabled, hint, children }: MenuItemProps) {
  const close = useContext(Closing);
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      disabled={disabled}
      {...followed}
      className={itemLook}
      onClick={() => {
        close();
        onSelect?.();
      }}
    >
      {icon && <Icon name={icon} className="text-ink-3" />}
      <span className="min-w-0 flex-1">{children}</span>
      {hint && <span className="text-12 text-ink-3">{hint}</span>}
    </button>
  );
}

type MenuLinkProps = { icon?: IconName; href: string; download?: boolean | string; children: ReactNode };

export function MenuLink({ icon, href, download, children }: MenuLinkProps) {
  const close = useContext(Closing);
  return (
    <a
      role="menuitem"
      tabIndex={-1}
      href={href}
      download={download}
      {...followed}
      className={itemLook}
      onClick={() => setTimeout(close)}
    >
      {icon && <Icon name={icon} className="text-ink-3" />}
      <span className="min-w-0 flex-1">{children}</span>
    </a>
  );
}

type MenuChoiceProps<T extends string> = {
  label: string;
  value: T;
  onChange: (value: T) => void;
  options: readonly { value: T; label: ReactNode; icon?: IconName }[];
};

export function MenuChoice<T extends string>({ label, value, onChange, options }: MenuChoiceProps<T>) {
  const close = useContext(Closing);
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has no place in a menu
    <div role="group" aria-labelledby={id}>
      <div id={id} className="px-2 pt-1.5 pb-0.5 text-11 font-medium text-ink-3">
        {label}
      </div>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          role="menuitemradio"
          aria-checked={option.value === value}
          tabIndex={-1}
          {...followed}
          className={itemLook}
          onClick={() => {
            close();
            onChange(option.value);
          }}
        >
          {option.icon && <Icon name={option.icon} className="text-ink-3" />}
          <span className="min-w-0 flex-1">{option.label}</span>
          {option.value === value && <Icon name="check" size={14} className="text-accent-ink" />}
        </button>
      ))}
    </div>
  );
}

export function MenuSeparator() {
  return <hr className="my-1 border-line" />;
}
