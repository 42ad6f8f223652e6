'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { CheckboxLine, Field, Select, TextInput } from '@/components/ui/field';
import { TroubleNotice } from '@/components/ui/trouble-notice';
import { type Ask, useAction } from '@/components/ui/use-action';
import { GrantToken, type MadeGrant } from './grant-token';

export type NewGrantInput = {
  serverId: string;
  label: string;
  policyId: string | null;
  candidateId: string | null;
  may: string[];
  expiresAt: string | null;
};
export type CreateGrantPort = Ask<NewGrantInput, MadeGrant>;
export type PolicyChoice = { id: string; name: string };

const permissions: [string, string][] = [
  ['resources', 'Resources'],
  ['prompts', 'Prompts'],
  ['completion', 'Completion'],
  ['logging', 'Log levels'],
  ['tasks', 'Tasks'],
  ['sampling', 'Sampling: the server may ask the agent’s model'],
  ['elicitation', 'Elicitation: the server may ask the agent’s user'],
];
const dayMs = 86_400_000;

type NewGrantProps = {
  server: { id: string; name: string };
  policies: PolicyChoice[];
  create: CreateGrantPort;
};

/** Gives an agent a way to this server. What it answers is shown until it is closed, and never again. */
export function NewGrant({ server, policies, create }: NewGrantProps) {
  const router = useRouter();
  const form = useId();
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<MadeGrant | null>(null);
  const [label, setLabel] = useState('');
  const [policyId, setPolicyId] = useState(policies[0]?.id ?? '');
  const [candidateId, setCandidateId] = useState('');
  const [days, setDays] = useState('');
  const [may, setMay] = useState<string[]>([]);
  const { run, busy, trouble, fault, clear } = useAction(create, setMade);
  function change(isOpen: boolean) {
    setOpen(isOpen);
    clear();
    if (isOpen) return;
    if (made) router.refresh();
    setMade(null);
    setLabel('');
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    void run({
      serverId: server.id,
      label,
      policyId: policyId || null,
      candidateId: candidateId || null,
      may,
      expiresAt: days === '' ? null : new Date(Date.now() + Number(days) * dayMs).toISOString(),
    });
  }
  return (
    <>
      <Button variant="primary" size="lg" icon="plus" onClick={() => change(true)}>
        New grant
      </Button>
      <Dialog
        open={open}
        onOpenChange={change}
        title={made ? 'The grant is made' : 'New grant'}
        footer={
          made ? (
            <DialogClose render={<Button size="lg">I have copied it</Button>} />
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
            <TroubleNotice trouble={trouble} shownBeside={['label', 'policyId', 'candidateId']} />
            <Field label="Name" error={fault('label')} hint="Whose it is: an agent, a person, a pipeline.">
              <TextInput value={label} onChange={(event) => setLabel(event.target.value)} />
            </Field>
            <Field
              label="Policy"
              error={fault('policyId')}
              hint="Its newest version holds. Without one every call is denied."
            >
              <PolicySelect policies={policies} value={policyId} onChange={setPolicyId} />
            </Field>
            <Field
              label="Candidate"
              error={fault('candidateId')}
              hint="Evaluated and recorded beside the policy, never enforced."
            >
              <PolicySelect policies={policies} value={candidateId} onChange={setCandidateId} />
            </Field>
            <Field label="Expires">
              <Select value={days} onChange={(event) => setDays(event.target.value)} className="w-full">
                <option value="">Never</option>
                <option value="1">After a day</option>
                <option value="7">After 7 days</option>
                <option value="30">After 30 days</option>
                <option value="90">After 90 days</option>
              </Select>
            </Field>
            <fieldset className="grid gap-1">
              <legend className="mb-1 text-12 font-medium">Beside tools it may use</legend>
              {permissions.map(([name, words]) => (
                <CheckboxLine
                  key={name}
                  checked={may.includes(name)}
                  onChange={(event) =>
                    setMay(event.target.checked ? [...may, name] : may.filter((one) => one !== name))
                  }
                >
                  {words}
                </CheckboxLine>
              ))}
            </fieldset>
          </form>
        )}
      </Dialog>
    </>
  );
}

type PolicySelectProps = { policies: PolicyChoice[]; value: string; onChange: (id: string) => void };

function PolicySelect({ policies, value, onChange }: PolicySelectProps) {
  return (
    <Select value={value} onChange={(event) => onChange(event.target.value)} className="w-full">
      <option value="">None</option>
      {policies.map((policy) => (
        <option key={policy.id} value={policy.id}>
          {policy.name}
        </option>
      ))}
    </Select>
  );
}
