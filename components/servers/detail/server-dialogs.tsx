'use client';

import { useRouter } from 'next/navigation';
import { DeleteDialog } from '@/components/ui/delete-dialog';
import { NameDialog } from '@/components/ui/name-dialog';
import { count } from '../server-list';
import type { ServerFacts } from '../shapes';
import type { ServerPorts } from './ports';

export type ServerDialogProps = {
  server: ServerFacts;
  ports: ServerPorts;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

type ServerQuestionProps = Omit<ServerDialogProps, 'open' | 'onOpenChange'> & { onClose: () => void };

export function RenameServer({ server, ports, onClose }: ServerQuestionProps) {
  const router = useRouter();
  return (
    <NameDialog
      title="Rename the server"
      name={server.name}
      rename={(name) => ports.edit({ serverId: server.id, name })}
      onDone={() => {
        onClose();
        router.refresh();
      }}
      onClose={onClose}
    />
  );
}

export function DeleteServer({ server, ports, onClose }: ServerQuestionProps) {
  const router = useRouter();
  const { length } = server.policies;
  return (
    <DeleteDialog
      name={server.name}
      lost={`Its ${count(server.toolCount, 'tool')}, what was confirmed of them and its credentials are gone for good.`}
      verb="Delete the server"
      remove={() => ports.remove({ serverId: server.id })}
      onDone={() => router.push('/servers')}
      onClose={onClose}
    >
      <p>
        {length === 0
          ? 'No policy was made for it.'
          : `${length === 1 ? 'Its policy stays' : `Its ${length} policies stay`}, and can be edited without a server.`}
      </p>
    </DeleteDialog>
  );
}
