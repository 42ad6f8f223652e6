'use client';

import { Tag } from '@/components/ui/badges';
import { CheckboxLine, Field, Select, TextInput } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';
import { SecretInput } from '@/components/ui/secret-input';
import type { BadEntry, ClientEntry, Need, NeedAnswer } from '@/lib/clients';
import { shownCommand } from './command-line';
import { CommandShown } from './command-shown';

/** What a person has said about one entry. `confirmed`: they have read the command and trust it. */
export type EntryDraft = { chosen: boolean; confirmed: boolean; answers: Record<string, NeedAnswer> };

const transports = { http: 'URL', sse: 'URL', stdio: 'Command' };

/** What the file gives for the case that nothing is said is there to begin with. Never a secret. */
export function entryDraft(entry: ClientEntry, only: boolean): EntryDraft {
  const answers: Record<string, NeedAnswer> = {};
  for (const need of entry.needs) {
    const first = need.fallback ?? need.choices?.[0];
    if (first !== undefined) answers[need.id] = { use: 'value', value: first };
  }
  return { chosen: only && !entry.disabled, confirmed: false, answers };
}

type ConfigurationEntryCardProps = {
  entry: ClientEntry;
  draft: EntryDraft;
  /** As it would be started; null while something is still to be given. */
  command: string[] | null;
  /** Why an entry of this kind cannot be registered here. */
  barred: string | null;
  onChange: (draft: EntryDraft) => void;
};

export function ConfigurationEntryCard({
  entry,
  draft,
  command,
  barred,
  onChange,
}: ConfigurationEntryCardProps) {
  const answer = (need: Need, next: NeedAnswer | null) => {
    const { [need.id]: _, ...rest } = draft.answers;
    onChange({ ...draft, confirmed: false, answers: next ? { ...rest, [need.id]: next } : rest });
  };
  const notes = [
    ...entry.problems,
    ...(entry.disabled ? ['It is turned off in the file.'] : []),
    ...(entry.wrapper ? ['Its command only reaches a URL: that URL is asked directly.'] : []),
    ...(barred ? [barred] : []),
  ];
  return (
    <div data-edge="" className="min-w-0 rounded-2 bg-surface p-3 ring ring-line">
      <CheckboxLine
        checked={draft.chosen}
        disabled={barred !== null}
        onChange={(event) => onChange({ ...draft, chosen: event.target.checked })}
      >
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <bdi className="font-medium break-all">{entry.name}</bdi>
          <Tag>{transports[entry.transport]}</Tag>
        </span>
        <bdi className="mt-0.5 block font-mono text-12 break-all text-ink-2">
          {entry.url ?? shownCommand([entry.command ?? '', ...entry.args])}
        </bdi>
      </CheckboxLine>
      {notes.map((note) => (
        <p key={note} className="mt-1.5 ml-6.5 flex gap-1.5 text-12 text-ink-2">
          <Icon name="info" size={14} className="mt-px text-ink-3" />
          <span className="min-w-0 break-words">{note}</span>
        </p>
      ))}
      {draft.chosen && !barred && (
        <div className="mt-3 grid gap-3 sm:ml-6.5">
          {entry.needs.map((need) => (
            <NeedField
              key={need.id}
              need={need}
              answer={draft.answers[need.id]}
              onAnswer={(next) => answer(need, next)}
            />
          ))}
          {command && (
            <>
              <CommandShown words={command} env={Object.keys(entry.env).map((name) => ({ name }))} />
              <CheckboxLine
                checked={draft.confirmed}
                onChange={(event) => onChange({ ...draft, confirmed: event.target.checked })}
                hint="It may do whatever the user who runs Sallyport may."
              >
                I trust this command: start it on this machine
              </CheckboxLine>
            </>
          )}
        </div>
      )}
    </div>
  );
}

type NeedFieldProps = {
  need: Need;
  answer: NeedAnswer | undefined;
  onAnswer: (answer: NeedAnswer | null) => void;
};

/** A placeholder asks for its value. A secret of the file is shown masked, and taken only when somebody says so. */
function NeedField({ need, answer, onAnswer }: NeedFieldProps) {
  const value = answer?.use === 'value' ? answer.value : '';
  const type = (text: string) => onAnswer(text === '' ? null : { use: 'value', value: text });
  if (need.choices) {
    return (
      <Field label={need.label}>
        <Select value={value} onChange={(event) => type(event.target.value)}>
          {need.choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </Select>
      </Field>
    );
  }
  const fromFile = answer?.use === 'file';
  return (
    <div className="grid gap-1.5">
      {need.kind === 'secret' && (
        <CheckboxLine
          checked={fromFile}
          onChange={(event) => onAnswer(event.target.checked ? { use: 'file' } : null)}
          hint="It is kept encrypted and never shown again."
        >
          Take the secret that the file holds for {need.label}: <code>{need.masked}</code>
        </CheckboxLine>
      )}
      {!fromFile && (
        <Field
          label={need.kind === 'secret' ? `Or another value for ${need.label}` : need.label}
          hint={need.kind === 'placeholder' ? 'The file leaves it open.' : undefined}
        >
          {need.password ? (
            <SecretInput
              mono
              what="value"
              autoComplete="off"
              value={value}
              onChange={(event) => type(event.target.value)}
            />
          ) : (
            <TextInput mono autoComplete="off" value={value} onChange={(event) => type(event.target.value)} />
          )}
        </Field>
      )}
    </div>
  );
}

export function BadEntryLine({ entry }: { entry: BadEntry }) {
  return (
    <p className="flex gap-1.5 rounded-2 bg-surface p-3 text-13 ring ring-line">
      <Icon name="warning" size={14} className="mt-0.75 text-f-warning" />
      <span className="min-w-0 break-words">
        <bdi className="font-medium">{entry.name}</bdi> cannot be used. {entry.problem}
      </span>
    </p>
  );
}
