'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { FormDialog } from '@/components/ui/form-dialog';
import { toast } from '@/components/ui/toast';
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
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      width="md"
      title={
        <>
          Edit <bdi>{grant.label}</bdi>
        </>
      }
      description="Its token stays. What is changed holds from the next call on."
      submit="Save"
      onSubmit={() => void run({ grantId: grant.id, ...inputOf(draft) })}
      busy={busy}
      trouble={trouble}
      shownBeside={grantFieldNames}
    >
      <GrantFields draft={draft} onChange={setDraft} policies={policies} fault={fault} />
    </FormDialog>
  );
}
