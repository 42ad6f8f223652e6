'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/card';
import { Field, Textarea } from '@/components/ui/field';
import { announce } from '@/components/ui/live-region';
import type { BadEntry, ClientEntry } from '@/lib/clients';
import { ConnectButton } from '../connect/connect-button';
import { count } from '../server-list';
import { BadEntryLine, ConfigurationEntryCard, type EntryDraft, entryDraft } from './configuration-entry';
import type { ConfigurationServer, RegisterPorts } from './ports';
import { Progress } from './progress';
import type { Registration } from './use-registration';

type ConfigurationFormProps = {
  registration: Registration;
  ports: RegisterPorts;
  discard: (serverId: string) => void;
};
/** The reader itself is fetched when somebody first looks inside. */
type Clients = typeof import('@/lib/clients');
type Inside = { clients: Clients; text: string; entries: (ClientEntry | BadEntry)[]; problems: string[] };

/** Paste, look inside, choose. The text is read in the browser; only what is chosen leaves it. */
export function ConfigurationForm({ registration, ports, discard }: ConfigurationFormProps) {
  const [text, setText] = useState('');
  const [inside, setInside] = useState<Inside | null>(null);
  const [drafts, setDrafts] = useState<Record<string, EntryDraft>>({});
  const [fault, setFault] = useState<string | null>(null);
  const [refused, setRefused] = useState<{ name: string; message: string }[]>([]);
  const { busy, refusal } = registration;
  const seen = inside && inside.text === text ? inside : null;
  const good = seen?.entries.filter((entry) => entry.ok) ?? [];
  const chosen = good.filter((entry) => drafts[entry.name]?.chosen);
  const servers = seen ? chosen.map((entry) => serverOf(seen, entry, drafts[entry.name])) : [];
  const waiting = chosen.filter((_, index) => !servers[index]?.ok);

  async function look() {
    setFault(null);
    const clients = await import('@/lib/clients').catch(() => null);
    if (!clients)
      return tell('The reader could not be loaded. Check that Sallyport is running, then try again.');
    const read = clients.readClientConfiguration(text);
    if (!read.ok) return tell(`${read.message} ${read.hint}`);
    setInside({ clients, text, entries: read.entries, problems: read.problems });
    const usable = read.entries.filter((entry) => entry.ok);
    setDrafts(
      Object.fromEntries(usable.map((entry) => [entry.name, entryDraft(entry, usable.length === 1)])),
    );
    announce(`${count(usable.length, 'server')} found in it`);
  }
  function tell(sentence: string) {
    setFault(sentence);
    announce(sentence);
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    if (!seen) void look();
    else if (chosen.length > 0 && waiting.length === 0) registration.start(register);
  }
  async function register() {
    const ready = servers.flatMap((server) => (server.ok ? [server.value] : []));
    const answer = await ports.fromConfiguration({ servers: ready });
    setRefused(answer.ok ? answer.value.refused : []);
    return answer.ok ? { ok: true as const, value: answer.value.registered } : answer;
  }
  return (
    <form method="post" onSubmit={submit} noValidate>
      <Field
        label="Client configuration"
        error={fault ?? undefined}
        hint="From Claude, Cursor, VS Code, Codex, Gemini, Zed and others. It is read in this browser, and only what you choose leaves it."
      >
        <Textarea
          mono
          name="text"
          rows={seen ? 5 : 9}
          placeholder={'{\n  "mcpServers": {\n    "github": { "url": "https://…" }\n  }\n}'}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setFault(null);
          }}
        />
      </Field>
      {seen && (
        <fieldset className="mt-4 grid min-w-0 gap-2">
          <legend className="mb-2 text-12 font-medium">{`${count(good.length, 'server')} in it: choose`}</legend>
          {seen.problems.map((problem) => (
            <p key={problem} className="text-12 text-ink-2">
              {problem}
            </p>
          ))}
          {seen.entries.map((entry, index) =>
            entry.ok ? (
              <ConfigurationEntryCard
                key={entry.name}
                entry={entry}
                draft={drafts[entry.name] ?? entryDraft(entry, false)}
                command={commandOf(seen, entry, drafts[entry.name])}
                barred={entry.transport === 'stdio' ? ports.commandsBarred : null}
                onChange={(draft) => setDrafts({ ...drafts, [entry.name]: draft })}
              />
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: two bad entries can have one name, and the list is read whole
              <BadEntryLine key={`${index} ${entry.name}`} entry={entry} />
            ),
          )}
        </fieldset>
      )}
      {refusal && (
        <Notice tone="error" title={refusal.message} className="mt-3">
          {refusal.hint}
        </Notice>
      )}
      {refused.map(({ name, message }) => (
        <Notice key={name} tone="error" title={`${name} was not registered.`} className="mt-3">
          {message}
        </Notice>
      ))}
      <div className="mt-4 flex flex-wrap items-center justify-end gap-3">
        {waiting[0] && (
          <p className="text-12 text-ink-2">
            <bdi className="font-medium">{waiting[0].name}</bdi> still needs something of you: see above.
          </p>
        )}
        <Button
          type="submit"
          variant="primary"
          size="lg"
          busy={busy}
          disabled={text.trim() === '' || (seen !== null && (chosen.length === 0 || waiting.length > 0))}
        >
          {seen
            ? chosen.length > 1
              ? `Read tools of ${chosen.length} servers`
              : 'Read tools'
            : 'Look inside'}
        </Button>
      </div>
      <Progress
        registration={registration}
        discard={discard}
        wayOn={({ serverId, failure }) =>
          failure?.kind === 'authorization' && (
            <ConnectButton
              size="sm"
              serverId={serverId}
              connect={ports.connect}
              redirectUri={ports.redirectUri}
            />
          )
        }
      />
    </form>
  );
}

type Ready = { ok: true; value: ConfigurationServer } | { ok: false };

function serverOf(inside: Inside, entry: ClientEntry, draft: EntryDraft | undefined): Ready {
  if (!draft) return { ok: false };
  const filled = inside.clients.fillEntry(inside.text, entry.name, draft.answers);
  if (!filled.ok) return { ok: false };
  const { target } = filled;
  if (target.type === 'http') {
    return {
      ok: true,
      value: { name: entry.name, target: { type: 'http', url: target.url, headers: named(target.headers) } },
    };
  }
  if (!draft.confirmed) return { ok: false };
  const { command, args, env } = target;
  return {
    ok: true,
    value: {
      name: entry.name,
      target: { type: 'stdio', command, args, env: named(env), confirmed: [command, ...args] },
    },
  };
}

/** The command as it would be started, once everything that it needs is given. */
function commandOf(inside: Inside, entry: ClientEntry, draft: EntryDraft | undefined): string[] | null {
  if (entry.transport !== 'stdio' || !draft) return null;
  const filled = inside.clients.fillEntry(inside.text, entry.name, draft.answers);
  return filled.ok && filled.target.type === 'stdio' ? [filled.target.command, ...filled.target.args] : null;
}

function named(values: Record<string, string>): { name: string; value: string }[] {
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}
