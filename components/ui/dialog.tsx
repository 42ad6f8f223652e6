'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactElement, ReactNode, RefObject } from 'react';
import { IconButton } from './button';
import { cx } from './cx';

type DialogProps = {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** The button that opens it, when it opens itself. */
  trigger?: ReactElement;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons, the one that goes on last. */
  footer?: ReactNode;
  width?: 'sm' | 'md' | 'lg' | 'xl';
  initialFocus?: RefObject<HTMLElement | null>;
};

const widths = { sm: 'max-w-md', md: 'max-w-xl', lg: 'max-w-3xl', xl: 'max-w-6xl' };
const backdrop = 'fade fixed inset-0 z-40 bg-scrim';

function Head({ title, description }: Pick<DialogProps, 'title' | 'description'>) {
  return (
    <header className="flex items-start gap-3 px-5 pt-4 pb-3">
      <div className="min-w-0 flex-1">
        <Base.Title className="text-15 font-semibold tracking-[-0.01em] break-words">{title}</Base.Title>
        {description && (
          <Base.Description className="mt-0.5 text-13 break-words text-ink-2">{description}</Base.Description>
        )}
      </div>
      <Base.Close render={<IconButton icon="x" label="Close" className="-mr-1.5" />} />
    </header>
  );
}

function Foot({ children }: { children: ReactNode }) {
  return (
    <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-5 py-3">
      {children}
    </footer>
  );
}

/** A question in the middle of the page. Escape and the scrim close it; focus goes back to where it came from. */
export function Dialog({
  open,
  onOpenChange,
  trigger,
  title,
  description,
  children,
  footer,
  width = 'sm',
  initialFocus,
}: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange?.(next)}>
      {trigger && <Base.Trigger render={trigger} />}
      <Base.Portal>
        <Base.Backdrop className={backdrop} />
        <Base.Viewport className="fixed inset-0 z-40 grid place-items-center overflow-y-auto p-4">
          <Base.Popup
            initialFocus={initialFocus}
            data-edge=""
            className={cx(
              'appear flex max-h-full min-h-0 w-full flex-col rounded-4 bg-raised text-ink shadow-3 outline-none',
              widths[width],
            )}
          >
            <Head title={title} description={description} />
            {children && <div className="min-h-0 overflow-y-auto px-5 pb-5">{children}</div>}
            {footer && <Foot>{footer}</Foot>}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

type SheetProps = Omit<DialogProps, 'width'> & { side?: 'left' | 'right'; width?: string };

/** A panel from the edge of the page, as high as the page. */
export function Sheet({
  open,
  onOpenChange,
  trigger,
  title,
  description,
  children,
  footer,
  side = 'right',
  width = 'max-w-md',
  initialFocus,
}: SheetProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange?.(next)}>
      {trigger && <Base.Trigger render={trigger} />}
      <Base.Portal>
        <Base.Backdrop className={backdrop} />
        <Base.Popup
          initialFocus={initialFocus}
          data-edge=""
          className={cx(
            'fade fixed inset-y-0 z-40 flex w-full flex-col bg-surface text-ink shadow-3 outline-none',
            side === 'right' ? 'right-0' : 'left-0',
            width,
          )}
        >
          <Head title={title} description={description} />
          <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
          {footer && <Foot>{footer}</Foot>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** Closes the dialog or sheet around it. */
export function DialogClose({ render }: { render: ReactElement }) {
  return <Base.Close render={render} />;
}
