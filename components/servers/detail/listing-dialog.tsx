'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Field, Textarea } from '@/components/ui/field';
import { FormDialog } from '@/components/ui/form-dialog';
import { toast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import type { ServerDialogProps } from './server-dialogs';

/** A newer answer for a server that was pasted: what differs waits for a person, as after a discovery. */
export function ListingDialog({ server, ports, open, onOpenChange }: ServerDialogProps) {
  const router = useRouter();
  const [text, setText] = useState('');
  const { run, busy, trouble, fault } = useAction(ports.replaceListing, () => {
    onOpenChange(false);
    setText('');
    toast('The newer answer is read.');
    router.refresh();
  });
  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      width="md"
      title="Paste a newer answer of tools/list"
      description="New and changed tools are denied until you confirm them."
      submit="Read tools"
      onSubmit={() => void run({ serverId: server.id, text })}
      busy={busy}
      trouble={trouble}
      shownBeside={['text']}
    >
      <Field label="Answer of tools/list" error={fault('text')}>
        <Textarea mono name="text" rows={10} value={text} onChange={(event) => setText(event.target.value)} />
      </Field>
    </FormDialog>
  );
}
