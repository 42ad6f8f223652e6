'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { Field, Textarea } from '@/components/ui/field';
import { toast } from '@/components/ui/toast';
import { TroubleNotice } from '@/components/ui/trouble-notice';
import { useAction } from '@/components/ui/use-action';
import type { ServerDialogProps } from './server-dialogs';

/** A newer answer for a server that was pasted: what differs waits for a person, as after a discovery. */
export function ListingDialog({ server, ports, open, onOpenChange }: ServerDialogProps) {
  const router = useRouter();
  const form = useId();
  const [text, setText] = useState('');
  const { run, busy, trouble, fault } = useAction(ports.replaceListing, () => {
    onOpenChange(false);
    setText('');
    toast('The newer answer is read.');
    router.refresh();
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    run({ serverId: server.id, text });
  }
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      width="md"
      title="Paste a newer answer of tools/list"
      description="New and changed tools are denied until you confirm them."
      footer={
        <>
          <DialogClose render={<Button size="lg">Not now</Button>} />
          <Button type="submit" form={form} size="lg" variant="primary" busy={busy}>
            Read tools
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate className="grid gap-3">
        <TroubleNotice trouble={trouble} shownBeside={['text']} />
        <Field label="Answer of tools/list" error={fault('text')}>
          <Textarea
            mono
            name="text"
            rows={10}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </Field>
      </form>
    </Dialog>
  );
}
