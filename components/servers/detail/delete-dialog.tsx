'use client';

import { useRouter } from 'next/navigation';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { toast } from '@/components/ui/toast';
import { TroubleNotice } from '@/components/ui/trouble-notice';
import { useAction } from '@/components/ui/use-action';
import { count } from '../server-list';
import type { ServerDialogProps } from './rename-dialog';

export function DeleteDialog({ server, ports, open, onOpenChange }: ServerDialogProps) {
  const router = useRouter();
  const { run, busy, trouble } = useAction(ports.remove, () => {
    toast(`${server.name} is deleted.`);
    router.push('/servers');
  });
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={
        <>
          Delete <bdi>{server.name}</bdi>?
        </>
      }
      description={`Its ${count(server.toolCount, 'tool')}, what was confirmed of them and its credentials are gone for good.`}
      footer={
        <>
          <DialogClose render={<Button size="lg">Keep it</Button>} />
          <Button
            size="lg"
            variant="primary"
            icon="trash"
            busy={busy}
            onClick={() => run({ serverId: server.id })}
          >
            Delete the server
          </Button>
        </>
      }
    >
      <div className="grid gap-3 text-13 text-ink-2">
        <TroubleNotice trouble={trouble} />
        <p>
          {server.policies.length === 0
            ? 'No policy was made for it.'
            : `${server.policies.length === 1 ? 'Its policy stays' : `Its ${server.policies.length} policies stay`}, and can be edited without a server.`}
        </p>
      </div>
    </Dialog>
  );
}
