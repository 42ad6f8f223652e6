'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field, TextInput } from '@/components/ui/field';
import { announce } from '@/components/ui/live-region';
import { useActions, useBuilder, useBuilderStore } from '../state';
import { Question } from './question';

export function RenameDialog() {
  const { given } = useBuilderStore();
  const before = useBuilder((state) => state.name);
  const { ask, renamed } = useActions();
  const [name, setName] = useState(before);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  async function rename() {
    if (name.trim() === '') return setTrouble('A policy needs a name.');
    setBusy(true);
    setTrouble(null);
    try {
      const answer = await given.rename(name.trim());
      if (answer.ok) {
        renamed(name.trim());
        announce(`Renamed to ${name.trim()}`);
        ask(null);
      } else
        setTrouble(answer.error.hint ? `${answer.error.message} ${answer.error.hint}` : answer.error.message);
    } catch {
      setTrouble('Sallyport did not answer. Check the connection, then try again.');
    }
    setBusy(false);
  }

  return (
    <Question
      title="Rename the policy"
      footer={
        <>
          <Button onClick={() => ask(null)}>Cancel</Button>
          <Button variant="primary" busy={busy} onClick={() => void rename()}>
            Rename
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void rename();
        }}
      >
        <Field label="Name" error={trouble}>
          <TextInput
            value={name}
            maxLength={200}
            data-own-undo=""
            autoFocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
        </Field>
      </form>
    </Question>
  );
}
