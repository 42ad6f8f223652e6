'use client';

import { useState } from 'react';
import { ShownOnce } from '@/components/ui/shown-once';
import type { Ask } from '@/components/ui/use-action';
import { type GrantDraft, GrantFields, grantFieldNames, inputOf } from './grant-fields';
import { GrantToken, type MadeGrant } from './grant-token';
import type { GrantInput, PolicyChoice } from './shapes';

export type CreateGrantPort = Ask<GrantInput & { serverId: string }, MadeGrant>;

type NewGrantProps = {
  server: { id: string; name: string };
  policies: PolicyChoice[];
  create: CreateGrantPort;
};

/** Gives an agent a way to this server. */
export function NewGrant({ server, policies, create }: NewGrantProps) {
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
  const [draft, setDraft] = useState(blank);
  return (
    <ShownOnce
      what="grant"
      title="New grant"
      word="New grant"
      look={{ variant: 'primary', size: 'lg' }}
      ask={create}
      input={() => ({ serverId: server.id, ...inputOf(draft) })}
      onOpen={() => setDraft(blank)}
      fields={grantFieldNames}
      show={(made) => <GrantToken made={made} name={server.name} />}
    >
      {(fault) => <GrantFields draft={draft} onChange={setDraft} policies={policies} fault={fault} />}
    </ShownOnce>
  );
}
