'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { TroubleNotice } from '@/components/ui/trouble-notice';
import { type Ask, useAction } from '@/components/ui/use-action';
import { type GrantDraft, GrantFields, grantFieldNames, inputOf } from './grant-fields';
import { GrantToken, type MadeGrant } from './grant-token';
import type { GrantInput, PolicyChoice } from './shapes';

export type CreateGrantPort = Ask<GrantInput & { serverId: string }, MadeGrant>;

type NewGrantProps = {
  server: { id: string; name: string };
  policies: PolicyChoice[];
  create: CreateGrantPort;
};

/** Gives an agent a way to this server. What it answers is shown until it is closed, and never again. */
export function NewGrant({ server, policies, create }: NewGrantProps) {
  const router = useRouter();
  const form = useId();
  const blank: GrantDraft = {
    label: '',
    policyId: policies[0]?.id ?? null,
    policyNumber: null,
    candidateId: null,
    candidateNumber: null,
    may: [],
    maxInFlight: 20,
    expires: '',
  };
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<MadeGrant | null>(null);
  const [draft, setDraft] = useState(blank);
  const { run, busy, trouble, fault, clear } = useAction(create, setMade);
  function change(isOpen: boolean) {
    setOpen(isOpen);
    clear();
    if (isOpen) return setDraft(blank);
    if (made) router.refresh();
    setMade(null);
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    void run({ serverId: server.id, ...inputOf(draft) });
  }
  return (
    <>
      <Button variant="primary" size="lg" icon="plus" onClick={() => change(true)}>
        New grant
      </Button>
      <Dialog
        open={open}
        onOpenChange={change}
        width="md"
        title={made ? 'The grant is made' : 'New grant'}
        footer={
          made ? (
            <DialogClose
              render={
                <Button size="lg" variant="primary">
                  I have copied it
                </Button>
              }
            />
          ) : (
            <>
              <DialogClose render={<Button size="lg">Not now</Button>} />
              <Button type="submit" form={form} size="lg" variant="primary" busy={busy}>
                Make the grant
              </Button>
            </>
          )
        }
      >
        {made ? (
          <GrantToken made={made} name={server.name} />
        ) : (
          <form id={form} onSubmit={submit} noValidate className="grid gap-3">
            <TroubleNotice trouble={trouble} shownBeside={grantFieldNames} />
            <GrantFields draft={draft} onChange={setDraft} policies={policies} fault={fault} />
          </form>
        )}
      </Dialog>
    </>
  );
}
