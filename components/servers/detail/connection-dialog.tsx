'use client';

import { useEffect, useState } from 'react';
import { Button, IconButton } from '@/components/ui/button';
import { Notice } from '@/components/ui/card';
import { CheckboxLine, Field, TextInput } from '@/components/ui/field';
import { FormDialog } from '@/components/ui/form-dialog';
import { SecretInput } from '@/components/ui/secret-input';
import { toast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import { shownCommand, splitCommandLine } from '../register/command-line';
import { CommandShown } from '../register/command-shown';
import type { KeptValue, ServerEdit } from './ports';
import type { ServerDialogProps } from './server-dialogs';

type ConnectionDialogProps = ServerDialogProps & {
  /** Why commands cannot be started here, or null. */
  barred: string | null;
  onSaved: () => void;
};

/** Where a server is and what it is told. Stored values never come back: they are kept, replaced or removed. */
export function ConnectionDialog({
  server,
  ports,
  open,
  onOpenChange,
  barred,
  onSaved,
}: ConnectionDialogProps) {
  const byUrl = server.url !== null;
  const stored = byUrl ? server.headers : server.env;
  const [address, setAddress] = useState('');
  const [values, setValues] = useState<KeptValue[]>([]);
  const [confirmed, setConfirmed] = useState(false);
  const [unreadable, setUnreadable] = useState<string | null>(null);
  const { run, busy, trouble, fault, clear } = useAction(ports.edit, () => {
    onOpenChange(false);
    toast('The connection is saved.');
    onSaved();
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: opening it starts from what is stored
  useEffect(() => {
    if (!open) return;
    setAddress(server.url ?? shownCommand([server.command ?? '', ...server.args]));
    setValues(stored.map(({ name }) => ({ name, value: null })));
    setConfirmed(false);
    setUnreadable(null);
    clear();
  }, [open]);

  const split = splitCommandLine(address);
  const words = split.ok ? split.words : [];
  function edit(): ServerEdit | null {
    const kept = values.filter((row) => row.name.trim() !== '');
    if (byUrl) return { serverId: server.id, url: address.trim(), headers: kept };
    const [command = '', ...args] = words;
    if (!split.ok || command === '') {
      setUnreadable(split.ok ? 'Give the command that starts the server.' : split.message);
      return null;
    }
    return { serverId: server.id, command, args, env: kept, confirmed: words };
  }
  function submit() {
    setUnreadable(null);
    const input = edit();
    if (input) run(input);
  }
  const noun = byUrl ? 'header' : 'variable';
  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      width="md"
      title="Edit the connection"
      description="The tools are read again afterwards. What is new or changed waits for you."
      submit="Save and read again"
      onSubmit={submit}
      busy={busy}
      disabled={!byUrl && (!confirmed || barred !== null)}
      trouble={trouble}
      shownBeside={['url', 'command']}
    >
      {!byUrl && barred && (
        <Notice tone="plain" title="Commands cannot be started here.">
          {barred}
        </Notice>
      )}
      <Field label={byUrl ? 'Server URL' : 'Command'} error={unreadable ?? fault(byUrl ? 'url' : 'command')}>
        <TextInput
          mono
          name={byUrl ? 'url' : 'command'}
          value={address}
          autoComplete="off"
          onChange={(event) => {
            setAddress(event.target.value);
            setConfirmed(false);
          }}
        />
      </Field>
      <fieldset className="grid min-w-0 gap-2">
        <legend className="mb-1 text-12 font-medium">{byUrl ? 'Headers' : 'Environment'}</legend>
        {values.map((row, index) => (
          <ValueRow
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
            key={index}
            row={row}
            noun={noun}
            isStored={stored.some(({ name }) => name === row.name)}
            onChange={(next) => setValues(values.map((one, at) => (at === index ? next : one)))}
            onRemove={() => setValues(values.filter((_, at) => at !== index))}
          />
        ))}
        <div>
          <Button size="sm" icon="plus" onClick={() => setValues([...values, { name: '', value: '' }])}>
            {values.length === 0 ? `Add a ${noun}` : `Another ${noun}`}
          </Button>
        </div>
      </fieldset>
      {!byUrl && words.length > 0 && (
        <>
          <CommandShown words={words} env={values} />
          <CheckboxLine
            checked={confirmed}
            onChange={(event) => setConfirmed(event.target.checked)}
            hint="It may do whatever the user who runs Sallyport may."
          >
            I trust this command: start it on this machine
          </CheckboxLine>
        </>
      )}
    </FormDialog>
  );
}

type ValueRowProps = {
  row: KeptValue;
  noun: string;
  isStored: boolean;
  onChange: (row: KeptValue) => void;
  onRemove: () => void;
};

function ValueRow({ row, noun, isStored, onChange, onRemove }: ValueRowProps) {
  const kept = row.value === null;
  return (
    <div className="flex flex-wrap gap-2 sm:flex-nowrap">
      <TextInput
        mono
        aria-label={`Name of the ${noun}`}
        value={row.name}
        readOnly={kept}
        autoComplete="off"
        className="sm:max-w-48"
        onChange={(event) => onChange({ ...row, name: event.target.value })}
      />
      <div className="flex min-w-0 flex-1 items-center gap-2">
        {kept ? (
          <span className="flex min-w-0 flex-1 items-center justify-between gap-2">
            <span className="text-12 text-ink-3">Kept, not shown</span>
            <Button size="sm" onClick={() => onChange({ ...row, value: '' })}>
              Replace
            </Button>
          </span>
        ) : (
          <div className="min-w-0 flex-1">
            <SecretInput
              mono
              what="value"
              aria-label={`Value of ${row.name || `the ${noun}`}`}
              placeholder={isStored ? 'New value' : 'Value'}
              autoComplete="off"
              value={row.value ?? ''}
              onChange={(event) => onChange({ ...row, value: event.target.value })}
            />
          </div>
        )}
        <IconButton icon="x" size="lg" label={`Remove ${row.name || `the ${noun}`}`} onClick={onRemove} />
      </div>
    </div>
  );
}
