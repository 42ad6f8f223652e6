'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field, Textarea } from '@/components/ui/field';
import { said, useAction } from '@/components/ui/use-action';
import { count } from '../server-list';
import type { ConfigurationEntry } from '../shapes';
import { ConfigurationEntryCard, type EntryDraft, entryDraft, ready, toChoice } from './configuration-entry';
import type { RegisterPorts } from './ports';
import { Progress } from './progress';
import type { Registration } from './use-registration';

type ConfigurationFormProps = {
  registration: Registration;
  ports: RegisterPorts;
  discard: (serverId: string) => void;
};

/** Paste, look inside, choose. The text is read by the server and kept nowhere. */
export function ConfigurationForm({ registration, ports, discard }: ConfigurationFormProps) {
  const [text, setText] = useState('');
  const [read, setRead] = useState<{ text: string; entries: ConfigurationEntry[] } | null>(null);
  const [drafts, setDrafts] = useState<Record<string, EntryDraft>>({});
  const {
    run,
    busy: looking,
    trouble,
    fault,
  } = useAction(ports.readConfiguration, (entries) => {
    setRead({ text, entries });
    setDrafts(
      Object.fromEntries(entries.map((entry) => [entry.name, entryDraft(entry, entries.length === 1)])),
    );
  });
  const { busy, refusal } = registration;
  const entries = read && read.text === text ? read.entries : null;
  const chosen = entries?.filter((entry) => drafts[entry.name]?.chosen) ?? [];
  const waiting = chosen.filter((entry) => !ready(entry, drafts[entry.name]));

  function look(event: FormEvent) {
    event.preventDefault();
    if (!entries) run({ text });
    else if (chosen.length > 0 && waiting.length === 0) registration.start(register);
  }
  function register(): ReturnType<RegisterPorts['fromConfiguration']> {
    const choices = chosen.flatMap((entry) => {
      const draft = drafts[entry.name];
      return draft ? [toChoice(entry, draft)] : [];
    });
    return ports.fromConfiguration({ text, choices });
  }
  const wrong = fault('text') ?? (trouble ? said(trouble) : undefined);
  return (
    <form onSubmit={look} noValidate>
      <Field
        label="Client configuration"
        error={wrong}
        hint="From Claude, Cursor, VS Code, Codex and others, in JSON, JSONC, TOML or YAML. Nothing of it is kept but what you choose."
      >
        <Textarea
          mono
          name="text"
          rows={entries ? 5 : 9}
          placeholder={'{\n  "mcpServers": {\n    "github": { "url": "https://…" }\n  }\n}'}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      {entries && (
        <fieldset className="mt-4 grid min-w-0 gap-2">
          <legend className="mb-2 text-12 font-medium">
            {entries.length === 0 ? 'No server in it' : `${count(entries.length, 'server')} in it: choose`}
          </legend>
          {entries.map((entry) => (
            <ConfigurationEntryCard
              key={entry.name}
              entry={entry}
              draft={drafts[entry.name] ?? entryDraft(entry, false)}
              barred={entry.transport === 'stdio' ? ports.commandsBarred : null}
              onChange={(draft) => setDrafts({ ...drafts, [entry.name]: draft })}
            />
          ))}
        </fieldset>
      )}
      {refusal && (
        <p className="mt-3 text-13 text-ink" role="alert">
          {said(refusal)}
        </p>
      )}
      <div className="mt-4 flex flex-wrap items-center justify-end gap-3">
        {entries && chosen.length > 0 && waiting.length > 0 && (
          <p className="text-12 text-ink-2">{missing(waiting[0])}</p>
        )}
        <Button
          type="submit"
          variant="primary"
          size="lg"
          busy={busy || looking}
          disabled={text.trim() === '' || (entries !== null && (chosen.length === 0 || waiting.length > 0))}
        >
          {entries
            ? chosen.length > 1
              ? `Read tools of ${chosen.length} servers`
              : 'Read tools'
            : 'Look inside'}
        </Button>
      </div>
      <Progress registration={registration} discard={discard} />
    </form>
  );
}

function missing(entry: ConfigurationEntry | undefined): string {
  if (!entry) return '';
  return `${entry.name} still needs something of you: see above.`;
}
