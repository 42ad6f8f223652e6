'use client';

import {
  cloneElement,
  createContext,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
  type RefObject,
  useContext,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { createPortal } from 'react-dom';
import { IconButton } from './button';
import { cx } from './cx';
import { LiveRegion } from './live-region';
import { Toaster } from './toast';

type DialogProps = {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** The button that opens it, when it opens itself. */
  trigger?: ReactElement<{ onClick?: () => void }>;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons, the one that goes on last. */
  footer?: ReactNode;
  width?: 'sm' | 'md' | 'lg' | 'xl';
  initialFocus?: RefObject<HTMLElement | null>;
};

const widths = { sm: 'max-w-md', md: 'max-w-xl', lg: 'max-w-3xl', xl: 'max-w-6xl' };

/** A question in the middle of the page. Escape and the scrim close it; focus goes back to where it came from. */
export function Dialog({ width = 'sm', ...props }: DialogProps) {
  return (
    <Modal
      {...props}
      look={cx(
        'appear m-auto max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] rounded-4 bg-raised shadow-3',
        widths[width],
      )}
      body="px-5 pb-5"
    />
  );
}

type SheetProps = Omit<DialogProps, 'width'> & { side?: 'left' | 'right'; width?: string };

/** A panel from the edge of the page, as high as the page. */
export function Sheet({ side = 'right', width = 'max-w-md', ...props }: SheetProps) {
  return (
    <Modal
      {...props}
      look={cx(
        'fade h-dvh max-h-none w-full bg-surface shadow-3',
        side === 'right' ? 'mr-0 ml-auto' : 'mr-auto ml-0',
        width,
      )}
      body="flex-1"
    />
  );
}

const Closing = createContext<() => void>(() => {});

type ModalProps = Omit<DialogProps, 'width'> & { look: string; body: string };

/**
 * The browser's own modal dialog: it keeps focus inside and the page behind inert. What is said and shown in passing
 * must then stand inside it, so it brings a live region and a place for messages of its own.
 */
function Modal({
  open,
  onOpenChange,
  trigger,
  title,
  description,
  children,
  footer,
  initialFocus,
  look,
  body,
}: ModalProps) {
  const [own, setOwn] = useState(false);
  const id = useId();
  const shown = open ?? own;
  function change(next: boolean) {
    if (open === undefined) setOwn(next);
    onOpenChange?.(next);
  }
  return (
    <>
      {trigger && cloneElement(trigger, { onClick: () => change(true) })}
      {shown &&
        createPortal(
          <Shown
            id={id}
            look={look}
            described={Boolean(description)}
            initialFocus={initialFocus}
            onClose={() => change(false)}
          >
            <div className="flex items-start gap-3 px-5 pt-4 pb-3">
              <div className="min-w-0 flex-1">
                <h2 id={`${id}-title`} className="text-15 font-semibold tracking-[-0.01em] break-words">
                  {title}
                </h2>
                {description && (
                  <div id={`${id}-description`} className="mt-0.5 text-13 break-words text-ink-2">
                    {description}
                  </div>
                )}
              </div>
              <IconButton icon="x" label="Close" className="-mr-1.5" onClick={() => change(false)} />
            </div>
            {children && <div className={cx('min-h-0 overflow-y-auto', body)}>{children}</div>}
            {footer && (
              <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-5 py-3">
                {footer}
              </footer>
            )}
          </Shown>,
          document.body,
        )}
    </>
  );
}

type ShownProps = {
  id: string;
  look: string;
  described: boolean;
  initialFocus: RefObject<HTMLElement | null> | undefined;
  onClose: () => void;
  children: ReactNode;
};

function Shown({ id, look, described, initialFocus, onClose, children }: ShownProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const pressed = useRef(false);
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    markModal();
    (initialFocus?.current ?? firstField(element))?.focus();
    return () => {
      element?.close();
      markModal();
    };
  }, [initialFocus]);
  /** On the scrim: a press that began inside, as when text is marked, closes nothing. */
  function outside(event: MouseEvent): boolean {
    const box = dialog.current?.getBoundingClientRect();
    if (!box || event.target !== dialog.current) return false;
    const { clientX, clientY } = event;
    return clientX < box.left || clientX > box.right || clientY < box.top || clientY > box.bottom;
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the key, by the cancel event
    <dialog
      ref={dialog}
      aria-labelledby={`${id}-title`}
      aria-describedby={described ? `${id}-description` : undefined}
      data-edge=""
      onCancel={(event) => {
        event.preventDefault();
        if (event.target === dialog.current) onClose();
      }}
      onMouseDown={(event) => {
        pressed.current = outside(event);
      }}
      onClick={(event) => pressed.current && outside(event) && onClose()}
      className={cx('flex flex-col p-0 text-left text-13 text-ink outline-none backdrop:bg-scrim', look)}
    >
      <Closing value={onClose}>{children}</Closing>
      <Toaster />
      <LiveRegion />
    </dialog>
  );
}

/** Told to the page's style by an attribute: asked with :has(), the browser would look through all of the page at each of its changes. */
function markModal() {
  document.documentElement.toggleAttribute('data-modal', document.querySelector('dialog:modal') !== null);
}

/** Whoever opens a form wants to type; whoever is asked a question starts at its close button. */
function firstField(dialog: HTMLDialogElement | null): HTMLElement | null {
  return (
    dialog?.querySelector<HTMLElement>(
      'form :is(input, textarea, select):not([type=hidden], [type=file], [readonly], :disabled)',
    ) ?? null
  );
}

/** Closes the dialog or sheet around it. */
export function DialogClose({ render }: { render: ReactElement<{ onClick?: () => void }> }) {
  return cloneElement(render, { onClick: useContext(Closing) });
}
