'use client';

import { type ReactNode, useState } from 'react';
import { Field, TextInput } from './field';
import { FormDialog } from './form-dialog';
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
  const [name, setName] = useState(before);
  const { run, busy, trouble, fault } = useAction(rename, (_, given) => onDone(given));
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      submit="Rename"
      onSubmit={() => void run(name.trim())}
      busy={busy}
      trouble={trouble}
      shownBeside={['name']}
    >
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
    </FormDialog>
  );
}
