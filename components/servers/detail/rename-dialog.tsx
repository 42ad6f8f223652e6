'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useEffect, useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { Field, TextInput } from '@/components/ui/field';
import { TroubleNotice } from '@/components/ui/trouble-notice';
import { useAction } from '@/components/ui/use-action';
import type { ServerFacts } from '../shapes';
import type { ServerPorts } from './ports';

export type ServerDialogProps = {
  server: ServerFacts;
  ports: ServerPorts;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

export function RenameDialog({ server, ports, open, onOpenChange }: ServerDialogProps) {
  const router = useRouter();
  const form = useId();
  const [name, setName] = useState(server.name);
  const { run, busy, trouble, fault, clear } = useAction(ports.edit, () => {
    onOpenChange(false);
    router.refresh();
  });
  useEffect(() => {
    if (open) setName(server.name);
    clear();
  }, [open, server.name, clear]);
  function submit(event: FormEvent) {
    event.preventDefault();
    run({ serverId: server.id, name });
  }
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Rename the server"
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
          <TextInput name="name" value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}
