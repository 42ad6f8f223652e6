'use client';

import { useState } from 'react';
import { Notice } from '@/components/ui/card';
import { CodeBlock } from '@/components/ui/code-block';
import { Field, Select, TextInput } from '@/components/ui/field';
import { ShownOnce } from '@/components/ui/shown-once';
import type { Ask } from '@/components/ui/use-action';

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

/** A token for programs that use the API. */
export function NewToken({ make, roles, url }: NewTokenProps) {
  const blank = { name: '', role: roles.at(-1) ?? '' };
  const [draft, setDraft] = useState(blank);
  return (
    <ShownOnce
      what="token"
      title="New API token"
      word="New token"
      ask={make}
      input={() => draft}
      onOpen={() => setDraft(blank)}
      fields={['name', 'role']}
      show={({ token }) => (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
          <Notice tone="security" title="Copy the token now: it is shown this once.">
            It is kept as a hash. Whoever has it may do here what its role may.
          </Notice>
          <CodeBlock text={token} label="Token" />
          <CodeBlock
            text={`curl -H "Authorization: Bearer $SALLYPORT_TOKEN" ${url}/servers`}
            label="An example for curl"
          />
        </div>
      )}
    >
      {(fault) => (
        <>
          <Field label="Name" error={fault('name')} hint="Which program uses it.">
            <TextInput
              value={draft.name}
              autoComplete="off"
              onChange={(event) => setDraft({ ...draft, name: event.target.value })}
            />
          </Field>
          <Field label="Role" error={fault('role')} hint={roleHint(draft.role)}>
            <Select
              value={draft.role}
              onChange={(event) => setDraft({ ...draft, role: event.target.value })}
              className="w-full"
            >
              {roles.map((one) => (
                <option key={one} value={one}>
                  {roleWords[one] ?? one}
                </option>
              ))}
            </Select>
          </Field>
        </>
      )}
    </ShownOnce>
  );
}
