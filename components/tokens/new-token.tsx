'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/card';
import { CodeBlock } from '@/components/ui/code-block';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { Field, Select, TextInput } from '@/components/ui/field';
import { TroubleNotice } from '@/components/ui/trouble-notice';
import { type Ask, useAction } from '@/components/ui/use-action';

type Made = { id: string; token: string };
export type MakeTokenPort = Ask<{ name: string; role: string }, Made>;

type NewTokenProps = { make: MakeTokenPort; roles: readonly string[]; url: string };

const roleWords: Record<string, string> = {
  owner: 'Owner: everything',
  admin: 'Admin: everything but what is the owner’s',
  member: 'Member: servers, policies, grants and approvals',
  viewer: 'Viewer: look, change nothing',
};

function roleHint(role: string): string {
  const most = 'No more than you may yourself, now and later.';
  return role === 'owner'
    ? `${most} Where servers by command are on, whoever has it can start programs on the machine of this Sallyport.`
    : most;
}

/** What it answers is shown until it is closed, and never again. */
export function NewToken({ make, roles, url }: NewTokenProps) {
  const router = useRouter();
  const form = useId();
  const least = roles.at(-1) ?? '';
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  const [name, setName] = useState('');
  const [role, setRole] = useState(least);
  const { run, busy, trouble, fault, clear } = useAction(make, setMade);
  function change(isOpen: boolean) {
    setOpen(isOpen);
    clear();
    if (isOpen) return;
    if (made) router.refresh();
    setMade(null);
    setName('');
    setRole(least);
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    void run({ name, role });
  }
  return (
    <>
      <Button icon="plus" onClick={() => change(true)}>
        New token
      </Button>
      <Dialog
        open={open}
        onOpenChange={change}
        width="md"
        title={made ? 'The token is made' : 'New API token'}
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
                Make the token
              </Button>
            </>
          )
        }
      >
        {made ? (
          <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
            <Notice tone="security" title="Copy the token now: it is shown this once.">
              It is kept as a hash. Whoever has it may do here what its role may.
            </Notice>
            <CodeBlock text={made.token} label="Token" />
            <CodeBlock
              text={`curl -H "Authorization: Bearer $SALLYPORT_TOKEN" ${url}/servers`}
              label="An example for curl"
            />
          </div>
        ) : (
          <form id={form} onSubmit={submit} noValidate className="grid gap-3">
            <TroubleNotice trouble={trouble} shownBeside={['name', 'role']} />
            <Field label="Name" error={fault('name')} hint="Which program uses it.">
              <TextInput value={name} autoComplete="off" onChange={(event) => setName(event.target.value)} />
            </Field>
            <Field label="Role" error={fault('role')} hint={roleHint(role)}>
              <Select value={role} onChange={(event) => setRole(event.target.value)} className="w-full">
                {roles.map((one) => (
                  <option key={one} value={one}>
                    {roleWords[one] ?? one}
                  </option>
                ))}
              </Select>
            </Field>
          </form>
        )}
      </Dialog>
    </>
  );
}
