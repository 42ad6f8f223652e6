'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { Button, type ButtonStyle } from './button';
import { Dialog, DialogClose } from './dialog';
import { TroubleNotice } from './trouble-notice';
import { type Ask, useAction } from './use-action';

type ShownOnceProps<I, T> = {
  /** What is made, as in 'token'. */
  what: string;
  title: string;
  /** The button that opens it. */
  word: string;
  look?: ButtonStyle;
  ask: Ask<I, T>;
  input(): I;
  /** The form begins anew. */
  onOpen(): void;
  /** The fields that say themselves what is wrong with them. */
  fields: readonly string[];
  /** What came of it, with its secret. */
  show(made: T): ReactNode;
  children(fault: (field: string) => string | undefined): ReactNode;
};

/** Makes something whose secret is shown until the dialog is closed, and never again. */
export function ShownOnce<I, T>({
  what,
  title,
  word,
  look,
  ask,
  input,
  onOpen,
  fields,
  show,
  children,
}: ShownOnceProps<I, T>) {
  const router = useRouter();
  const form = useId();
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<{ value: T } | null>(null);
  const { run, busy, trouble, fault, clear } = useAction(ask, (value) => setMade({ value }));
  function change(isOpen: boolean) {
    setOpen(isOpen);
    clear();
    if (isOpen) return onOpen();
    if (made) router.refresh();
    setMade(null);
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    void run(input());
  }
  return (
    <>
      <Button {...look} icon="plus" onClick={() => change(true)}>
        {word}
      </Button>
      <Dialog
        open={open}
        onOpenChange={change}
        width="md"
        title={made ? `The ${what} is made` : title}
        footer={
          made ? (
            <DialogClose
              render={
                <Button size="lg" variant="primary">
                  I have copied it
                </Button>
              }
            />
          ) : (
            <>
              <DialogClose render={<Button size="lg">Not now</Button>} />
              <Button type="submit" form={form} size="lg" variant="primary" busy={busy}>
                Make the {what}
              </Button>
            </>
          )
        }
      >
        {made ? (
          show(made.value)
        ) : (
          <form method="post" id={form} onSubmit={submit} noValidate className="grid gap-3">
            <TroubleNotice trouble={trouble} shownBeside={fields} />
            {children(fault)}
          </form>
        )}
      </Dialog>
    </>
  );
}
