'use client';

import { type ChangeEvent, type DragEvent, type FormEvent, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field, Textarea, TextInput } from '@/components/ui/field';
import { said } from '@/components/ui/use-action';
import type { RegisterPorts } from './ports';
import type { Registration } from './use-registration';

const largest = 20 * 1024 * 1024;

/** For a server that cannot be reached from here: its answer is enough to build a policy. */
export function ListingForm({ registration, ports }: { registration: Registration; ports: RegisterPorts }) {
  const [name, setName] = useState('');
  const [text, setText] = useState('');
  const [tooLarge, setTooLarge] = useState<string | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const { busy, refusal } = registration;
  const fault = (field: string) => refusal?.fields?.[field];

  async function take(file: File | undefined) {
    if (!file) return;
    if (file.size > largest)
      return setTooLarge(`${file.name} is larger than 20 MiB. Save the answer page by page.`);
    setTooLarge(null);
    setText(await file.text());
    if (name === '') setName(file.name.replace(/\.json$/i, ''));
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    registration.start(() => ports.fromListing({ text, ...(name.trim() !== '' && { name }) }));
  }
  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-4">
      <Field
        label="Name"
        error={fault('name')}
        hint="May be left empty where the text says it."
        className="max-w-96"
      >
        <TextInput
          name="name"
          placeholder="Billing"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <Field
        label="Answer of tools/list"
        error={tooLarge ?? fault('text') ?? (refusal && !refusal.fields ? said(refusal) : undefined)}
        hint="The JSON-RPC answer, its result, or the list of tools alone. Drop a file here, or choose one."
        aside={
          <Button size="sm" icon="upload" onClick={() => picker.current?.click()}>
            Choose a file
          </Button>
        }
      >
        <Textarea
          mono
          name="text"
          rows={8}
          placeholder='{ "tools": [ … ] }'
          value={text}
          onChange={(event) => setText(event.target.value)}
          onDragOver={(event: DragEvent) => event.preventDefault()}
          onDrop={(event: DragEvent) => {
            event.preventDefault();
            take(event.dataTransfer.files[0]);
          }}
        />
      </Field>
      <input
        ref={picker}
        type="file"
        accept="application/json,.json"
        tabIndex={-1}
        aria-hidden="true"
        className="hidden"
        onChange={(event: ChangeEvent<HTMLInputElement>) => {
          take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <div className="flex justify-end">
        <Button type="submit" variant="primary" size="lg" busy={busy}>
          Read tools
        </Button>
      </div>
    </form>
  );
}
