'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useId, useState } from 'react';
import { Button, IconButton } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { Field, TextInput } from '@/components/ui/field';
import { Menu, MenuItem, MenuLink, MenuSeparator } from '@/components/ui/menu';
import { toast } from '@/components/ui/toast';
import { TroubleNotice } from '@/components/ui/trouble-notice';
import { type Ask, useAction } from '@/components/ui/use-action';

export type PolicyPorts = {
  rename: Ask<{ policyId: string; name: string }, unknown>;
  remove: Ask<{ policyId: string }, unknown>;
};

type PolicyMenuProps = { policy: { id: string; name: string; version: number }; ports: PolicyPorts };

export function PolicyMenu({ policy, ports }: PolicyMenuProps) {
  const router = useRouter();
  const [open, setOpen] = useState<'rename' | 'delete' | null>(null);
  const close = (isOpen: boolean) => !isOpen && setOpen(null);
  return (
    <>
      <Menu align="end" trigger={<IconButton icon="more" label={`More for ${policy.name}`} />}>
        <MenuItem icon="pencil" onSelect={() => setOpen('rename')}>
          Rename
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
      {open === 'rename' && <RenamePolicy policy={policy} rename={ports.rename} onOpenChange={close} />}
      {open === 'delete' && <DeletePolicy policy={policy} remove={ports.remove} onOpenChange={close} />}
    </>
  );
}

type RenamePolicyProps = Pick<PolicyMenuProps, 'policy'> & {
  rename: PolicyPorts['rename'];
  onOpenChange: (open: boolean) => void;
};

function RenamePolicy({ policy, rename, onOpenChange }: RenamePolicyProps) {
  const router = useRouter();
  const form = useId();
  const [name, setName] = useState(policy.name);
  const { run, busy, trouble, fault } = useAction(rename, () => {
    onOpenChange(false);
    router.refresh();
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    run({ policyId: policy.id, name });
  }
  return (
    <Dialog
      open
      onOpenChange={onOpenChange}
      title="Rename the policy"
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

type DeletePolicyProps = Pick<PolicyMenuProps, 'policy'> & {
  remove: PolicyPorts['remove'];
  onOpenChange: (open: boolean) => void;
};

function DeletePolicy({ policy, remove, onOpenChange }: DeletePolicyProps) {
  const router = useRouter();
  const { run, busy, trouble } = useAction(remove, () => {
    onOpenChange(false);
    toast(`${policy.name} is deleted.`);
    router.refresh();
  });
  return (
    <Dialog
      open
      onOpenChange={onOpenChange}
      title={
        <>
          Delete <bdi>{policy.name}</bdi>?
        </>
      }
      description={`${policy.version === 1 ? 'Its only version is' : `All ${policy.version} of its versions are`} gone for good.`}
      footer={
        <>
          <DialogClose render={<Button size="lg">Keep it</Button>} />
          <Button
            size="lg"
            variant="primary"
            icon="trash"
            busy={busy}
            onClick={() => run({ policyId: policy.id })}
          >
            Delete the policy
          </Button>
        </>
      }
    >
      {trouble && <TroubleNotice trouble={trouble} />}
    </Dialog>
  );
}
