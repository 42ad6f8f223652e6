'use client';

import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { Button } from './button';
import { Dialog, DialogClose } from './dialog';
import { Field, TextInput } from './field';
import { TroubleNotice } from './trouble-notice';
import { type Ask, useAction } from './use-action';

type NameDialogProps = {
  /** 'Rename the policy'. */
  title: ReactNode;
  name: string;
  rename: Ask<string, unknown>;
  onDone: (name: string) => void;
  onClose: () => void;
};

/** Another name for something. Drawn while it is open. */
export function NameDialog({ title, name: before, rename, onDone, onClose }: NameDialogProps) {
  const form = useId();
  const [name, setName] = useState(before);
  const { run, busy, trouble, fault } = useAction(rename, (_, given) => onDone(given));
  function submit(event: FormEvent) {
    event.preventDefault();
    void run(name.trim());
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      footer={
        <>
          <DialogClose render={<Button size="lg">Not now</Button>} />
          <Button type="submit" form={form} size="lg" variant="primary" busy={busy}>
            Rename
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate className="grid gap-3">
        <TroubleNotice trouble={trouble} shownBeside={['name']} />
        <Field label="Name" error={fault('name')}>
          <TextInput
            name="name"
            value={name}
            maxLength={200}
            autoFocus
            data-own-undo=""
            onChange={(event) => setName(event.currentTarget.value)}
          />
        </Field>
      </form>
    </Dialog>
  );
}
