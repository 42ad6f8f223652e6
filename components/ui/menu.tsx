'use client';

import { Menu as Base } from '@base-ui/react/menu';
import type { ReactElement, ReactNode } from 'react';
import { cx } from './cx';
import { Icon, type IconName } from './icon';

type MenuProps = {
  trigger: ReactElement;
  children: ReactNode;
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'bottom' | 'right' | 'left';
  className?: string;
};

export const popupLook = 'appear rounded-3 bg-raised text-ink shadow-2 outline-none';

export function Menu({ trigger, children, align = 'start', side = 'bottom', className }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal role="region" aria-label="Menu">
        <Base.Positioner align={align} side={side} sideOffset={4} className="z-50 outline-none">
          <Base.Popup
            data-edge=""
            className={cx(popupLook, 'max-h-(--available-height) min-w-44 overflow-y-auto p-1', className)}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

const itemLook =
  'flex min-h-7 w-full cursor-default items-center gap-2 rounded-1 px-2 py-1 text-left text-13 text-ink no-underline outline-none select-none data-disabled:text-ink-3 data-highlighted:bg-hover forced-colors:data-highlighted:outline-2';

type MenuItemProps = {
  icon?: IconName;
  onSelect?: () => void;
  disabled?: boolean;
  hint?: ReactNode;
  children: ReactNode;
};

export function MenuItem({ icon, onSelect, disabled, hint, children }: MenuItemProps) {
  return (
    <Base.Item className={itemLook} disabled={disabled} onClick={onSelect}>
      {icon && <Icon name={icon} className="text-ink-3" />}
      <span className="min-w-0 flex-1">{children}</span>
      {hint && <span className="text-12 text-ink-3">{hint}</span>}
    </Base.Item>
  );
}

type MenuLinkProps = { icon?: IconName; href: string; download?: boolean | string; children: ReactNode };

export function MenuLink({ icon, href, download, children }: MenuLinkProps) {
  return (
    <Base.LinkItem className={itemLook} href={href} download={download} closeOnClick>
      {icon && <Icon name={icon} className="text-ink-3" />}
      <span className="min-w-0 flex-1">{children}</span>
    </Base.LinkItem>
  );
}

type MenuChoiceProps<T extends string> = {
  label: string;
  value: T;
  onChange: (value: T) => void;
  options: readonly { value: T; label: ReactNode; icon?: IconName }[];
};

export function MenuChoice<T extends string>({ label, value, onChange, options }: MenuChoiceProps<T>) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-1.5 pb-0.5 text-11 font-medium text-ink-3">{label}</Base.GroupLabel>
      <Base.RadioGroup value={value} onValueChange={(next) => onChange(next as T)}>
        {options.map((option) => (
          <Base.RadioItem key={option.value} value={option.value} className={itemLook} closeOnClick>
            {option.icon && <Icon name={option.icon} className="text-ink-3" />}
            <span className="min-w-0 flex-1">{option.label}</span>
            <Base.RadioItemIndicator>
              <Icon name="check" size={14} className="text-accent-ink" />
            </Base.RadioItemIndicator>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="my-1 h-px bg-line" />;
}
