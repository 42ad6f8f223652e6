'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/card';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { Field, TextInput } from '@/components/ui/field';
import { said } from '@/components/ui/use-action';
import type { NamedValue } from '../shapes';
import { splitCommandLine } from './command-line';
import { CommandShown } from './command-shown';
import { filled, NamedRows } from './named-rows';
import type { RegisterPorts } from './ports';
import { Progress } from './progress';
import { Row } from './row';
import type { Registration } from './use-registration';

type CommandFormProps = {
  registration: Registration;
  ports: RegisterPorts;
  discard: (serverId: string) => void;
};

export function CommandForm({ registration, ports, discard }: CommandFormProps) {
  const [line, setLine] = useState('');
  const [env, setEnv] = useState<NamedValue[]>([]);
  const [asking, setAsking] = useState(false);
  const [unreadable, setUnreadable] = useState<string | null>(null);
  const { busy, refusal, readings } = registration;
  const draft =
    readings[0]?.state === 'failed' || readings[0]?.state === 'cancelled' ? readings[0].serverId : null;
  const split = splitCommandLine(line);
  const [command = '', ...args] = split.ok ? split.words : [];
  const fault = (field: string) => refusal?.fields?.[field];

  if (ports.commandsBarred) {
    return (
      <Notice tone="plain" title="Commands cannot be started here.">
        {ports.commandsBarred}
      </Notice>
    );
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    if (!split.ok) return setUnreadable(split.message);
    if (command === '') return setUnreadable('Give the command that starts the server.');
    setUnreadable(null);
    setAsking(true);
  }
  function start() {
    setAsking(false);
    const input = { command, args, env: filled(env), confirmed: [command, ...args] };
    if (draft) registration.again(draft, () => ports.edit({ serverId: draft, ...input }));
    else registration.start(() => ports.byCommand(input));
  }
  const wrong =
    unreadable ??
    fault('command') ??
    fault('args') ??
    (refusal && !refusal.fields ? said(refusal) : undefined);
  return (
    <form method="post" onSubmit={submit} noValidate>
      <Field
        label="Command"
        error={wrong}
        hint="Quotes keep words together; nothing is expanded, and no shell reads it."
      >
        <Row>
          <TextInput
            mono
            name="command"
            placeholder="npx -y @modelcontextprotocol/server-everything"
            autoComplete="off"
            value={line}
            readOnly={busy}
            className="flex-1 basis-full sm:basis-60"
            onChange={(event) => setLine(event.target.value)}
          />
          <Button type="submit" variant="primary" size="lg" busy={busy}>
            Read tools
          </Button>
        </Row>
      </Field>
      <div className="mt-4">
        <NamedRows
          legend="Environment"
          noun="variable"
          field="env"
          namePlaceholder="API_TOKEN"
          rows={env}
          onChange={setEnv}
          fault={fault}
        />
      </div>
      <Progress registration={registration} discard={discard} />
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        width="md"
        title="Start this command on this machine?"
        description="It runs as the user who runs Sallyport, and may do whatever that user may. Start only what you trust."
        footer={
          <>
            <DialogClose render={<Button size="lg">Not now</Button>} />
            <Button variant="primary" size="lg" icon="terminal" onClick={start}>
              Start it and read its tools
            </Button>
          </>
        }
      >
        <CommandShown words={[command, ...args]} env={filled(env)} />
      </Dialog>
    </form>
  );
}
