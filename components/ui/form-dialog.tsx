'use client';

import { type ComponentProps, type ReactNode, useId } from 'react';
import { Button } from './button';
import { Dialog, DialogClose } from './dialog';
import { TroubleNotice } from './trouble-notice';
import type { Trouble } from './use-action';

/** A form with one button: what the button does, and why the last attempt was refused. */
export type SentForm = {
  /** What its button says: 'Save'. */
  submit: ReactNode;
  onSubmit: () => void;
  busy: boolean;
  disabled?: boolean;
  trouble: Trouble | null;
  /** The inputs that say their own part of it. */
  shownBeside?: readonly string[];
  children: ReactNode;
};

type FormDialogProps = Pick<
  ComponentProps<typeof Dialog>,
  'open' | 'onOpenChange' | 'title' | 'description' | 'width'
> &
  SentForm;

/** A question that is answered in a form, with one button that goes on and one that does not. */
export function FormDialog({
  submit,
  onSubmit,
  busy,
  disabled,
  trouble,
  shownBeside,
  children,
  ...dialog
}: FormDialogProps) {
  const form = useId();
  return (
    <Dialog
      {...dialog}
      footer={
        <>
          <DialogClose render={<Button size="lg">Not now</Button>} />
          <Button type="submit" form={form} size="lg" variant="primary" busy={busy} disabled={disabled}>
            {submit}
          </Button>
        </>
      }
    >
      <form
        method="post"
        id={form}
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        <TroubleNotice trouble={trouble} shownBeside={shownBeside} />
        {children}
      </form>
    </Dialog>
  );
}
