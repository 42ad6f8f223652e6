'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { IconButton } from '@/components/ui/button';
import { DeleteDialog } from '@/components/ui/delete-dialog';
import { Menu, MenuItem, MenuLink, MenuSeparator } from '@/components/ui/menu';
import { NameDialog } from '@/components/ui/name-dialog';
import type { Ask } from '@/components/ui/use-action';
import { MoveDialog } from './move-dialog';

export type PolicyPorts = {
  rename: Ask<{ policyId: string; name: string }, unknown>;
  move: Ask<{ policyId: string; serverId: string | null }, unknown>;
  remove: Ask<{ policyId: string }, unknown>;
};

type PolicyMenuProps = {
  policy: { id: string; name: string; version: number; server: { id: string; name: string } | null };
  servers: { id: string; name: string }[];
  ports: PolicyPorts;
};

export function PolicyMenu({ policy, servers, ports }: PolicyMenuProps) {
  const router = useRouter();
  const [open, setOpen] = useState<'rename' | 'move' | 'delete' | null>(null);
  const close = () => setOpen(null);
  const done = () => {
    close();
    router.refresh();
  };
  return (
    <>
      <Menu align="end" trigger={<IconButton icon="more" label={`More for ${policy.name}`} />}>
        <MenuItem icon="pencil" onSelect={() => setOpen('rename')}>
          Rename
        </MenuItem>
        <MenuItem icon="server" onSelect={() => setOpen('move')}>
          Edit against another server
        </MenuItem>
        <MenuItem icon="history" onSelect={() => router.push(`/policies/${policy.id}/versions`)}>
          Versions
        </MenuItem>
        <MenuLink icon="download" href={`/policies/${policy.id}/download`} download>
          Download
        </MenuLink>
        <MenuSeparator />
        <MenuItem icon="trash" onSelect={() => setOpen('delete')}>
          Delete
        </MenuItem>
      </Menu>
      {open === 'rename' && (
        <NameDialog
          title="Rename the policy"
          name={policy.name}
          rename={(name) => ports.rename({ policyId: policy.id, name })}
          onDone={done}
          onClose={close}
        />
      )}
      {open === 'move' && (
        <MoveDialog
          policy={policy}
          servers={servers}
          move={({ serverId }) => ports.move({ policyId: policy.id, serverId })}
          onDone={done}
          onClose={close}
        />
      )}
      {open === 'delete' && (
        <DeleteDialog
          name={policy.name}
          lost={`${policy.version === 1 ? 'Its only version is' : `All ${policy.version} of its versions are`} gone for good.`}
          verb="Delete the policy"
          remove={() => ports.remove({ policyId: policy.id })}
          onDone={done}
          onClose={close}
        />
      )}
    </>
  );
}
