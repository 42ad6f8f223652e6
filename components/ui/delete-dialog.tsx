'use client';

import type { ReactNode } from 'react';
import { Button } from './button';
import { Dialog, DialogClose } from './dialog';
import { toast } from './toast';
import { TroubleNotice } from './trouble-notice';
import { type Ask, useAction } from './use-action';

type DeleteDialogProps = {
  name: string;
  /** What is lost with it, before anything is asked. */
  lost: ReactNode;
  /** The words on the button that does it. */
  verb: string;
  remove: Ask<void, unknown>;
  onDone: () => void;
  onClose: () => void;
  children?: ReactNode;
};

/** Asks before something is gone for good. Drawn while it is open. */
export function DeleteDialog({ name, lost, verb, remove, onDone, onClose, children }: DeleteDialogProps) {
  const { run, busy, trouble } = useAction(remove, () => {
    toast(`${name} is deleted.`);
    onDone();
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={
        <>
          Delete <bdi>{name}</bdi>?
        </>
      }
      description={lost}
      footer={
        <>
          <DialogClose render={<Button size="lg">Keep it</Button>} />
          <Button size="lg" variant="primary" icon="trash" busy={busy} onClick={() => void run()}>
            {verb}
          </Button>
        </>
      }
    >
      {(trouble || children) && (
        <div className="grid gap-3 text-13 text-ink-2">
          <TroubleNotice trouble={trouble} />
          {children}
        </div>
      )}
    </Dialog>
  );
}
