'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field, TextInput } from '@/components/ui/field';
import { SecretInput } from '@/components/ui/secret-input';
import { TroubleNotice } from '@/components/ui/trouble-notice';
import { type Ask, useAction } from '@/components/ui/use-action';

type SignInFormProps = {
  signIn: Ask<{ email: string; password: string }, unknown>;
  /** Where to go afterwards: a path of this site. */
  next: string;
};

export function SignInForm({ signIn, next }: SignInFormProps) {
  const router = useRouter();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { run, busy, trouble, fault } = useAction(signIn, () => {
    router.replace(next);
    router.refresh();
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    run({ email, password });
  }
  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-4">
      <TroubleNotice trouble={trouble} shownBeside={['email', 'password']} />
      <Field label="Email" error={fault('email')}>
        <TextInput
          name="email"
          type="email"
          autoComplete="username"
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </Field>
      <Field label="Password" error={fault('password')}>
        <SecretInput
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
      <Button type="submit" variant="primary" size="xl" busy={busy} className="w-full">
        Sign in
      </Button>
    </form>
  );
}
