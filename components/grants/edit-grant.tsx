'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { toast } from '@/components/ui/toast';
import { TroubleNotice } from '@/components/ui/trouble-notice';
import { type Ask, useAction } from '@/components/ui/use-action';
import { GrantFields, grantFieldNames, inputOf } from './grant-fields';
import type { GrantInput, GrantRow, PolicyChoice } from './shapes';

export type EditGrantPort = Ask<GrantInput & { grantId: string }, unknown>;

type EditGrantProps = {
  grant: GrantRow;
  policies: PolicyChoice[];
  edit: EditGrantPort;
  onClose: () => void;
};

/** Everything of a grant but its token. It holds from the next call on. */
export function EditGrant({ grant, policies, edit, onClose }: EditGrantProps) {
  const router = useRouter();
  const form = useId();
  const [draft, setDraft] = useState({
    label: grant.label,
    policyId: grant.policy?.id ?? null,
    policyNumber: grant.policy?.number ?? null,
    candidateId: grant.candidate?.id ?? null,
    candidateNumber: grant.candidate?.number ?? null,
    may: grant.may,
    maxInFlight: grant.maxInFlight,
    expires: grant.expiresAt?.slice(0, 16) ?? '',
  });
  const { run, busy, trouble, fault } = useAction(edit, () => {
    toast('Saved. It holds from the next call on.');
    onClose();
    router.refresh();
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    void run({ grantId: grant.id, ...inputOf(draft) });
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      width="md"
      title={
        <>
          Edit <bdi>{grant.label}</bdi>
        </>
      }
      description="Its token stays. What is changed holds from the next call on."
      footer={
        <>
          <DialogClose render={<Button size="lg">Not now</Button>} />
          <Button type="submit" form={form} size="lg" variant="primary" busy={busy}>
            Save
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate className="grid gap-3">
        <TroubleNotice trouble={trouble} shownBeside={grantFieldNames} />
        <GrantFields draft={draft} onChange={setDraft} policies={policies} fault={fault} />
      </form>
    </Dialog>
  );
}
