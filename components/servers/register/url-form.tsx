'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field, TextInput } from '@/components/ui/field';
import { SecretInput } from '@/components/ui/secret-input';
import { said } from '@/components/ui/use-action';
import { ConnectButton } from '../connect/connect-button';
import type { ByUrl, NamedValue } from '../shapes';
import { filled, NamedRows } from './named-rows';
import type { RegisterPorts } from './ports';
import { Progress } from './progress';
import { Row } from './row';
import type { Registration } from './use-registration';

type UrlFormProps = { registration: Registration; ports: RegisterPorts; discard: (serverId: string) => void };

export function UrlForm({ registration, ports, discard }: UrlFormProps) {
  const [url, setUrl] = useState('');
  const [token, setToken] = useState('');
  const [headers, setHeaders] = useState<NamedValue[]>([]);
  const [open, setOpen] = useState(false);
  const { busy, refusal, readings } = registration;
  const draft =
    readings[0]?.state === 'failed' || readings[0]?.state === 'cancelled' ? readings[0].serverId : null;
  const fault = (field: string) => refusal?.fields?.[field];

  function input(): ByUrl {
    return { url: url.trim(), headers: open ? [...bearer(token), ...filled(headers)] : [] };
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    if (draft)
      registration.again(draft, () => ports.edit({ serverId: draft, name: hostOf(url), ...input() }));
    else registration.start(() => ports.byUrl(input()));
  }
  const addressFault = fault('url') ?? (refusal && !refusal.fields ? said(refusal) : undefined);
  return (
    <form method="post" onSubmit={submit} noValidate>
      <Field label="Server URL" error={addressFault}>
        <Row>
          <TextInput
            mono
            type="url"
            inputMode="url"
            name="url"
            aria-label="Server URL"
            placeholder="https://mcp.example.com/mcp"
            autoComplete="url"
            value={url}
            readOnly={busy}
            aria-invalid={Boolean(addressFault)}
            className="flex-1 basis-full sm:basis-60"
            onChange={(event) => setUrl(event.target.value)}
          />
          <Button icon="key" size="lg" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? 'Without credentials' : 'Add credentials'}
          </Button>
          <Button type="submit" variant="primary" size="lg" busy={busy}>
            Read tools
          </Button>
        </Row>
      </Field>
      {open && (
        <div className="mt-4 grid gap-4 rounded-2 bg-surface p-4 ring ring-line">
          <Field
            label="Bearer token"
            error={bearer(token).length > 0 ? (fault('headers.0') ?? fault('headers.0.value')) : undefined}
            hint="Sent in the Authorization header. It is kept encrypted and never shown again."
          >
            <SecretInput
              mono
              what="token"
              name="token"
              autoComplete="off"
              autoFocus
              value={token}
              onChange={(event) => setToken(event.target.value)}
            />
          </Field>
          <NamedRows
            legend="Other headers"
            noun="header"
            field="headers"
            namePlaceholder="X-Api-Key"
            rows={headers}
            onChange={setHeaders}
            fault={fault}
            offset={bearer(token).length}
          />
        </div>
      )}
      <Progress
        registration={registration}
        discard={discard}
        wayOn={(reading) => (
          <>
            {reading.failure?.kind === 'authorization' && (
              <ConnectButton
                size="sm"
                serverId={reading.serverId}
                connect={ports.connect}
                redirectUri={ports.redirectUri}
              />
            )}
            {reading.failure?.kind === 'refused' && !open && (
              <Button size="sm" icon="key" onClick={() => setOpen(true)}>
                Add credentials
              </Button>
            )}
          </>
        )}
      />
    </form>
  );
}

/** The name that a server has until somebody gives it another. */
function hostOf(url: string): string | undefined {
  return URL.parse(url.trim())?.host || undefined;
}

/** Whoever pastes the scheme too has it sent as it stands. */
function bearer(token: string): NamedValue[] {
  const text = token.trim();
  if (text === '') return [];
  return [{ name: 'Authorization', value: /^(bearer|basic)\s/i.test(text) ? text : `Bearer ${text}` }];
}
