'use client';

import { Tag } from '@/components/ui/badges';
import { CheckboxLine, Field } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';
import { SecretInput } from '@/components/ui/secret-input';
import type { ConfigurationChoice, ConfigurationEntry, ConfigurationValue } from '../shapes';
import { shownCommand } from './command-line';
import { CommandShown } from './command-shown';

/** What a person has said about one entry. `values` are typed ones, by `header` or `env` and the name. */
export type EntryDraft = {
  chosen: boolean;
  takeSecrets: boolean;
  confirmed: boolean;
  values: Record<string, string>;
};

const transports = { http: 'URL', stdio: 'Command' };

export function entryDraft(entry: ConfigurationEntry, only: boolean): EntryDraft {
  return { chosen: only && entry.problem === null, takeSecrets: false, confirmed: false, values: {} };
}

/** What has to be typed: placeholders, and secrets that are not to be taken from the file. */
function wanted(entry: ConfigurationEntry, draft: EntryDraft) {
  const of = (kind: 'header' | 'env', list: ConfigurationValue[]) =>
    list
      .filter((one) => one.ask || (one.secret && !draft.takeSecrets))
      .map((one) => ({ ...one, key: `${kind} ${one.name}` }));
  return [...of('header', entry.headers), ...of('env', entry.env)];
}

export function ready(entry: ConfigurationEntry, draft: EntryDraft | undefined): boolean {
  if (!draft?.chosen) return false;
  if (entry.transport === 'stdio' && !draft.confirmed) return false;
  return wanted(entry, draft).every((one) => (draft.values[one.key] ?? '') !== '');
}

export function toChoice(entry: ConfigurationEntry, draft: EntryDraft): ConfigurationChoice {
  const typed = (kind: string, list: ConfigurationValue[]) =>
    list.flatMap(({ name }) => {
      const value = draft.values[`${kind} ${name}`];
      return value ? [{ name, value }] : [];
    });
  return {
    entry: entry.name,
    headers: typed('header', entry.headers),
    env: typed('env', entry.env),
    takeSecrets: draft.takeSecrets,
    ...(entry.transport === 'stdio' && { confirmed: commandWords(entry) }),
  };
}

function commandWords(entry: ConfigurationEntry): string[] {
  return [entry.command ?? '', ...entry.args];
}

type ConfigurationEntryCardProps = {
  entry: ConfigurationEntry;
  draft: EntryDraft;
  /** Why an entry of this kind cannot be registered here. */
  barred: string | null;
  onChange: (draft: EntryDraft) => void;
};

export function ConfigurationEntryCard({ entry, draft, barred, onChange }: ConfigurationEntryCardProps) {
  const problem = entry.problem ?? barred;
  const secrets = [...entry.headers, ...entry.env].filter((one) => one.secret && !one.ask);
  return (
    <div className="min-w-0 rounded-2 bg-surface p-3 ring ring-line">
      <CheckboxLine
        checked={draft.chosen}
        disabled={problem !== null}
        onChange={(event) => onChange({ ...draft, chosen: event.target.checked })}
      >
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <bdi className="font-medium break-all">{entry.name}</bdi>
          <Tag>{transports[entry.transport]}</Tag>
        </span>
        <span className="mt-0.5 block font-mono text-12 break-all text-ink-2">
          {entry.url ?? shownCommand(commandWords(entry))}
        </span>
      </CheckboxLine>
      {problem && (
        <p className="mt-1.5 ml-6.5 flex gap-1.5 text-12 text-ink-2">
          <Icon name="warning" size={14} className="mt-px text-f-warning" />
          {problem}
        </p>
      )}
      {draft.chosen && !problem && (
        <div className="mt-3 grid gap-3 sm:ml-6.5">
          {secrets.length > 0 && (
            <CheckboxLine
              checked={draft.takeSecrets}
              onChange={(event) => onChange({ ...draft, takeSecrets: event.target.checked })}
              hint="They are kept encrypted and never shown again. Leave it empty to type others."
            >
              Take the {secrets.length === 1 ? 'secret' : `${secrets.length} secrets`} that the file holds:{' '}
              {secrets.map((one) => one.name).join(', ')}
            </CheckboxLine>
          )}
          {wanted(entry, draft).map((one) => (
            <Field
              key={one.key}
              label={<code>{one.name}</code>}
              hint={one.ask ? 'The file leaves it open.' : undefined}
            >
              <SecretInput
                mono
                what="value"
                autoComplete="off"
                value={draft.values[one.key] ?? ''}
                onChange={(event) =>
                  onChange({ ...draft, values: { ...draft.values, [one.key]: event.target.value } })
                }
              />
            </Field>
          ))}
          {entry.transport === 'stdio' && (
            <>
              <CommandShown words={commandWords(entry)} env={entry.env} />
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
