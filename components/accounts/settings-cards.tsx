'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Tag } from '@/components/ui/badges';
import { Button } from '@/components/ui/button';
import { Card, CardHeader } from '@/components/ui/card';
import { Field, TextInput } from '@/components/ui/field';
import { SecretInput } from '@/components/ui/secret-input';
import { toast } from '@/components/ui/toast';
import { TroubleNotice } from '@/components/ui/trouble-notice';
import { type Ask, useAction } from '@/components/ui/use-action';

type ProfileCardProps = { name: string; email: string; rename: Ask<{ name: string }, unknown> };

export function ProfileCard({ name, email, rename }: ProfileCardProps) {
  const router = useRouter();
  const [draft, setDraft] = useState(name);
  const { run, busy, trouble, fault } = useAction(rename, () => {
    toast('Your name is saved.');
    router.refresh();
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    run({ name: draft });
  }
  return (
    <Card>
      <CardHeader title="You" />
      <form onSubmit={submit} noValidate className="grid gap-4 border-t border-line p-4">
        <TroubleNotice trouble={trouble} shownBeside={['name']} />
        <Field label="Name" error={fault('name')}>
          <TextInput
            name="name"
            autoComplete="name"
            value={draft}
            onChange={(event) => setDraft(event.target.value)}
          />
        </Field>
        <p className="text-13 text-ink-2">
          <span className="mb-1 block text-12 font-medium text-ink">Email</span>
          {email}
        </p>
        <Actions>
          <Button type="submit" size="lg" busy={busy} disabled={draft.trim() === name}>
            Save the name
          </Button>
        </Actions>
      </form>
    </Card>
  );
}

type PasswordCardProps = {
  email: string;
  shortestPassword: number;
  change: Ask<{ current: string; next: string }, unknown>;
};

export function PasswordCard({ email, shortestPassword, change }: PasswordCardProps) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const { run, busy, trouble, fault } = useAction(change, () => {
    setCurrent('');
    setNext('');
    toast('The password is changed, and every other session is signed out.');
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    run({ current, next });
  }
  return (
    <Card>
      <CardHeader title="Password" />
      <form onSubmit={submit} noValidate className="grid gap-4 border-t border-line p-4">
        <TroubleNotice trouble={trouble} shownBeside={['current', 'next']} />
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <Field label="Present password" error={fault('current')}>
          <SecretInput
            name="current"
            autoComplete="current-password"
            value={current}
            onChange={(event) => setCurrent(event.target.value)}
          />
        </Field>
        <Field label="New password" error={fault('next')} hint={`At least ${shortestPassword} characters.`}>
          <SecretInput
            name="next"
            autoComplete="new-password"
            value={next}
            onChange={(event) => setNext(event.target.value)}
          />
        </Field>
        <Actions>
          <Button type="submit" size="lg" busy={busy} disabled={current === '' || next === ''}>
            Change the password
          </Button>
        </Actions>
      </form>
    </Card>
  );
}

type OrganisationCardProps = {
  name: string;
  role: string;
  /** null: this person may not. */
  rename: Ask<{ name: string }, unknown> | null;
};

export function OrganisationCard({ name, role, rename }: OrganisationCardProps) {
  return (
    <Card>
      <CardHeader title="Organisation">
        <Tag>You are {/^[aeiou]/.test(role) ? `an ${role}` : `a ${role}`}</Tag>
      </CardHeader>
      {rename ? (
        <OrganisationName name={name} rename={rename} />
      ) : (
        <p className="border-t border-line p-4 text-13 font-medium break-words">{name}</p>
      )}
    </Card>
  );
}

function OrganisationName({ name, rename }: { name: string; rename: Ask<{ name: string }, unknown> }) {
  const router = useRouter();
  const [draft, setDraft] = useState(name);
  const { run, busy, trouble, fault } = useAction(rename, () => {
    toast('The organisation is renamed.');
    router.refresh();
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    void run({ name: draft });
  }
  return (
    <form onSubmit={submit} noValidate className="grid gap-4 border-t border-line p-4">
      <TroubleNotice trouble={trouble} shownBeside={['name']} />
      <Field label="Its name" error={fault('name')}>
        <TextInput
          name="organisation"
          autoComplete="organization"
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
        />
      </Field>
      <Actions>
        <Button type="submit" size="lg" busy={busy} disabled={draft.trim() === name}>
          Rename the organisation
        </Button>
      </Actions>
    </form>
  );
}

export function Actions({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap justify-end gap-2">{children}</div>;
}
