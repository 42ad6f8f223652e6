'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { TroubleNotice } from '@/components/ui/trouble-notice';
import { type Ask, useAction } from '@/components/ui/use-action';
import { type Newcomer, NewcomerFields, newcomerFields } from './newcomer-fields';

type SignUpFormProps = {
  signUp: Ask<Newcomer, unknown> /** Where to go afterwards: a path of this site. */;
  next: string;
  shortestPassword: number;
};

export function SignUpForm({ signUp, next, shortestPassword }: SignUpFormProps) {
  const router = useRouter();
  const [draft, setDraft] = useState<Newcomer>({ name: '', email: '', password: '', organisation: '' });
  const { run, busy, trouble, fault } = useAction(signUp, () => {
    router.replace(next);
    router.refresh();
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    run(draft);
  }
  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-4">
      <TroubleNotice trouble={trouble} shownBeside={newcomerFields} />
      <NewcomerFields draft={draft} onChange={setDraft} fault={fault} shortestPassword={shortestPassword} />
      <Button type="submit" variant="primary" size="xl" busy={busy} className="w-full">
        Create an account
      </Button>
    </form>
  );
}
