'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Tag } from '@/components/ui/badges';
import { Card, CardHeader } from '@/components/ui/card';
import { Field, TextInput } from '@/components/ui/field';
import { SecretInput } from '@/components/ui/secret-input';
import { toast } from '@/components/ui/toast';
import { type Ask, useAction } from '@/components/ui/use-action';
import { SettingsForm } from './settings-form';

type ProfileCardProps = { name: string; email: string; rename: Ask<{ name: string }, unknown> };

export function ProfileCard({ name, email, rename }: ProfileCardProps) {
  const router = useRouter();
  const [draft, setDraft] = useState(name);
  const { run, busy, trouble, fault } = useAction(rename, () => {
    toast('Your name is saved.');
    router.refresh();
  });
  return (
    <Card>
      <CardHeader title="You" />
      <SettingsForm
        submit="Save the name"
        onSubmit={() => void run({ name: draft })}
        busy={busy}
        disabled={draft.trim() === name}
        trouble={trouble}
        shownBeside={['name']}
      >
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
      </SettingsForm>
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
  return (
    <Card>
      <CardHeader title="Password" />
      <SettingsForm
        submit="Change the password"
        onSubmit={() => void run({ current, next })}
        busy={busy}
        disabled={current === '' || next === ''}
        trouble={trouble}
        shownBeside={['current', 'next']}
      >
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <Field label="Current password" error={fault('current')}>
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
      </SettingsForm>
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
  return (
    <SettingsForm
      submit="Rename the organisation"
      onSubmit={() => void run({ name: draft })}
      busy={busy}
      disabled={draft.trim() === name}
      trouble={trouble}
      shownBeside={['name']}
    >
      <Field label="Its name" error={fault('name')}>
        <TextInput
          name="organisation"
          autoComplete="organization"
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
        />
      </Field>
    </SettingsForm>
  );
}
