'use client';

import { useState } from 'react';
import { Field, Select } from '@/components/ui/field';
import { FormDialog } from '@/components/ui/form-dialog';
import { toast } from '@/components/ui/toast';
import { type Ask, useAction } from '@/components/ui/use-action';

type MoveDialogProps = {
  policy: { name: string; server: { id: string; name: string } | null };
  servers: { id: string; name: string }[];
  move: Ask<{ serverId: string | null }, unknown>;
  onDone: () => void;
  onClose: () => void;
};

/** Edited against another server's tools from now on. Its text, its versions and the grants that use it stay. */
export function MoveDialog({ policy, servers, move, onDone, onClose }: MoveDialogProps) {
  const before = policy.server?.id ?? '';
  const [chosen, setChosen] = useState(before);
  const { run, busy, trouble } = useAction(move, () => {
    const to = servers.find((server) => server.id === chosen);
    toast(to ? `${policy.name} is edited against ${to.name}.` : `${policy.name} has no server now.`);
    onDone();
  });
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Edit against another server"
      description="Its tools, their schemas and classes are what the builder shows and checks. The text, its versions and the grants that use it stay as they are."
      submit="Use this server"
      onSubmit={() => void run({ serverId: chosen === '' ? null : chosen })}
      busy={busy}
      disabled={chosen === before}
      trouble={trouble}
    >
      <Field label="Server">
        <Select className="w-full" value={chosen} onChange={(event) => setChosen(event.currentTarget.value)}>
          <option value="">No server</option>
          {servers.map((server) => (
            <option key={server.id} value={server.id}>
              {server.name}
            </option>
          ))}
        </Select>
      </Field>
    </FormDialog>
  );
}
