'use client';

import { useRouter } from 'next/navigation';
import { type ChangeEvent, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field, Textarea } from '@/components/ui/field';
import { FormDialog } from '@/components/ui/form-dialog';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu';
import { toast } from '@/components/ui/toast';
import { type Ask, said, useAction } from '@/components/ui/use-action';
import type { PolicyStart, ServerPorts } from './ports';

type NewPolicyProps = { serverId: string; create: ServerPorts['createPolicy']; primary: boolean };

/** A policy for this server, from one of the starting points or from a text. */
export function NewPolicy({ serverId, create, primary }: NewPolicyProps) {
  const router = useRouter();
  const [importing, setImporting] = useState(false);
  const { run, busy } = useAction(create, ({ policyId }) => router.push(`/policies/${policyId}`));
  async function start(point: PolicyStart) {
    const answer = await run({ serverId, start: point });
    if (!answer.ok) toast(said(answer.error), { tone: 'failed' });
  }
  return (
    <>
      <Menu
        align="end"
        className="w-72"
        trigger={
          <Button size="lg" variant={primary ? 'primary' : 'plain'} icon="plus" busy={busy}>
            New policy
          </Button>
        }
      >
        <MenuItem icon="policy" onSelect={() => start('recommended')}>
          <Start name="Recommended" hint="Reads allowed, writes limited, deletes hidden" />
        </MenuItem>
        <MenuItem icon="policy" onSelect={() => start('by-class')}>
          <Start name="By class" hint="The same rules, written once a class" />
        </MenuItem>
        <MenuItem icon="eye" onSelect={() => start('read-only')}>
          <Start name="Read only" hint="Read tools allowed, the rest denied" />
        </MenuItem>
        <MenuItem icon="deny" onSelect={() => start('deny-all')}>
          <Start name="Deny all" hint="Nothing is let through until you say so" />
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon="upload" onSelect={() => setImporting(true)}>
          <Start name="Import" hint="Paste or choose a policy.json" />
        </MenuItem>
      </Menu>
      <ImportDialog serverId={serverId} create={create} open={importing} onOpenChange={setImporting} />
    </>
  );
}

function Start({ name, hint }: { name: string; hint: string }) {
  return (
    <>
      <span className="block font-medium">{name}</span>
      <span className="block text-12 text-ink-3">{hint}</span>
    </>
  );
}

type ImportDialogProps = {
  serverId: string | null;
  create: Ask<{ serverId: string; start: PolicyStart }, { policyId: string }>;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

function ImportDialog({ serverId, create, open, onOpenChange }: ImportDialogProps) {
  const router = useRouter();
  const picker = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const { run, busy, trouble, fault } = useAction(create, ({ policyId }) =>
    router.push(`/policies/${policyId}`),
  );
  function submit() {
    if (serverId) run({ serverId, start: { text } });
  }
  async function take(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0];
    if (file) setText(await file.text());
    event.target.value = '';
  }
  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      width="md"
      title="Import a policy"
      description="The text is kept to the letter. One with faults is not taken, and each fault is told with its line."
      submit="Import"
      onSubmit={submit}
      busy={busy}
      disabled={text.trim() === ''}
      trouble={trouble}
      shownBeside={['start.text', 'start']}
    >
      <Field
        label="policy.json"
        error={fault('start.text') ?? fault('start')}
        aside={
          <Button size="sm" icon="upload" onClick={() => picker.current?.click()}>
            Choose a file
          </Button>
        }
      >
        <Textarea mono rows={12} value={text} onChange={(event) => setText(event.target.value)} />
      </Field>
      <input
        ref={picker}
        type="file"
        accept="application/json,.json"
        className="hidden"
        aria-hidden="true"
        tabIndex={-1}
        onChange={take}
      />
    </FormDialog>
  );
}
