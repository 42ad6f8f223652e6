'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field, TextInput } from '@/components/ui/field';
import { SecretInput } from '@/components/ui/secret-input';
import { TroubleNotice } from '@/components/ui/trouble-notice';
import { type Ask, useAction } from '@/components/ui/use-action';

export type FirstOwnerInput = {
  code: string;
  name: string;
  email: string;
  password: string;
  organisation: string;
};

type WelcomeFormProps = { createOwner: Ask<FirstOwnerInput, unknown>; shortestPassword: number };

const fields = ['code', 'name', 'email', 'password', 'organisation'] as const;

export function WelcomeForm({ createOwner, shortestPassword }: WelcomeFormProps) {
  const router = useRouter();
  const [draft, setDraft] = useState<FirstOwnerInput>({
    code: '',
    name: '',
    email: '',
    password: '',
    organisation: '',
  });
  const [codeCame, setCodeCame] = useState(false);
  const { run, busy, trouble, fault } = useAction(createOwner, () => {
    router.replace('/servers');
    router.refresh();
  });
  useEffect(() => {
    const code = new URLSearchParams(location.hash.slice(1)).get('code');
    if (!code) return;
    setDraft((before) => ({ ...before, code }));
    setCodeCame(true);
    history.replaceState(null, '', location.pathname);
  }, []);
  const typed = (field: (typeof fields)[number]) => ({
    name: field,
    value: draft[field],
    onChange: (event: { target: { value: string } }) => setDraft({ ...draft, [field]: event.target.value }),
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    run(draft);
  }
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <TroubleNotice trouble={trouble} shownBeside={fields} />
      <Field
        label="One-time code"
        error={fault('code')}
        hint={
          codeCame ? 'It came with the link from the terminal.' : 'The terminal that runs npm start shows it.'
        }
      >
        <TextInput {...typed('code')} mono autoComplete="one-time-code" autoFocus={!codeCame} />
      </Field>
      <Field label="Name" error={fault('name')}>
        <TextInput {...typed('name')} autoComplete="name" />
      </Field>
      <Field label="Email" error={fault('email')}>
        <TextInput {...typed('email')} type="email" autoComplete="username" />
      </Field>
      <Field label="Password" error={fault('password')} hint={`At least ${shortestPassword} characters.`}>
        <SecretInput {...typed('password')} autoComplete="new-password" />
      </Field>
      <Field
        label="Organisation"
        error={fault('organisation')}
        hint="May be left empty: then it has your name."
      >
        <TextInput {...typed('organisation')} autoComplete="organization" />
      </Field>
      <Button type="submit" variant="primary" size="xl" busy={busy} className="w-full">
        Create the owner
      </Button>
    </form>
  );
}
