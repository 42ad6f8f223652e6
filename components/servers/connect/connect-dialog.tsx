'use client';

import { useState } from 'react';
import { Field, TextInput } from '@/components/ui/field';
import { FormDialog } from '@/components/ui/form-dialog';
import { SecretInput } from '@/components/ui/secret-input';
import { type ConnectPort, useConnect } from './use-connect';

type ConnectDialogProps = {
  serverId: string;
  connect: ConnectPort;
  redirectUri: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** For authorization servers that know only clients which somebody registered there by hand. */
export function ConnectDialog({ serverId, connect, redirectUri, open, onOpenChange }: ConnectDialogProps) {
  const [clientId, setClientId] = useState('');
  const [clientSecret, setClientSecret] = useState('');
  const [scopes, setScopes] = useState('');
  const { run, busy, trouble, fault } = useConnect(connect);
  function submit() {
    run({
      serverId,
      ...(clientId.trim() !== '' && { clientId: clientId.trim() }),
      ...(clientSecret !== '' && { clientSecret }),
      ...(scopes.trim() !== '' && { scopes: scopes.trim() }),
    });
  }
  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      width="md"
      title="Connect with your own client"
      description="For servers where Sallyport has to be registered by hand first."
      submit="Go to the page of consent"
      onSubmit={submit}
      busy={busy}
      trouble={trouble}
      shownBeside={['clientId', 'clientSecret', 'scopes']}
    >
      <div>
        <p className="mb-1 text-12 font-medium">Redirect URI to register there</p>
        <p className="font-mono text-12 break-all select-all">{redirectUri}</p>
      </div>
      <Field label="Client id" error={fault('clientId')}>
        <TextInput
          mono
          name="clientId"
          autoComplete="off"
          value={clientId}
          onChange={(event) => setClientId(event.target.value)}
        />
      </Field>
      <Field
        label="Client secret"
        error={fault('clientSecret')}
        hint="Leave it empty where there is none. It is kept encrypted and never shown again."
      >
        <SecretInput
          mono
          what="secret"
          name="clientSecret"
          autoComplete="off"
          value={clientSecret}
          onChange={(event) => setClientSecret(event.target.value)}
        />
      </Field>
      <Field
        label="Scopes"
        error={fault('scopes')}
        hint="Separated by blanks. Left empty, what the server asks for."
      >
        <TextInput
          mono
          name="scopes"
          autoComplete="off"
          value={scopes}
          onChange={(event) => setScopes(event.target.value)}
        />
      </Field>
    </FormDialog>
  );
}
