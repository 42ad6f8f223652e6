'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field, TextInput } from '@/components/ui/field';
import { TroubleNotice } from '@/components/ui/trouble-notice';
import { type Ask, useAction } from '@/components/ui/use-action';
import { type Newcomer, NewcomerFields, newcomerFields } from './newcomer-fields';

export type FirstOwnerInput = Newcomer & { code: string };

type WelcomeFormProps = {
  createOwner: Ask<FirstOwnerInput, unknown> /** Where to go afterwards: a path of this site. */;
  next: string;
  shortestPassword: number;
};

/** A code in the address's fragment (`#code=`), which no server sees, is filled in and taken off the address. */
export function WelcomeForm({ createOwner, next, shortestPassword }: WelcomeFormProps) {
  const router = useRouter();
  const [code, setCode] = useState('');
  const [draft, setDraft] = useState<Newcomer>({ name: '', email: '', password: '', organisation: '' });
  const [codeCame, setCodeCame] = useState(false);
  const { run, busy, trouble, fault } = useAction(createOwner, () => {
    router.replace(next);
    router.refresh();
  });
  useEffect(() => {
    const given = new URLSearchParams(location.hash.slice(1)).get('code');
    if (!given) return;
    setCode(given);
    setCodeCame(true);
    history.replaceState(null, '', location.pathname);
  }, []);
  function submit(event: FormEvent) {
    event.preventDefault();
    run({ ...draft, code });
  }
  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-4">
      <TroubleNotice trouble={trouble} shownBeside={['code', ...newcomerFields]} />
      <Field
        label="One-time code"
        error={fault('code')}
        hint={
          codeCame ? 'It came with the link from the terminal.' : 'The terminal that runs npm start shows it.'
        }
      >
        <TextInput
          mono
          name="code"
          autoComplete="one-time-code"
          autoFocus
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      </Field>
      <NewcomerFields draft={draft} onChange={setDraft} fault={fault} shortestPassword={shortestPassword} />
      <Button type="submit" variant="primary" size="xl" busy={busy} className="w-full">
        Create the owner
      </Button>
    </form>
  );
}
