'use client';

import { useState } from 'react';
import { buttonLook } from '@/components/ui/button';
import { Notice } from '@/components/ui/card';
import { CodeBlock } from '@/components/ui/code-block';
import { Field, Select } from '@/components/ui/field';
import { type ClientId, clientConfiguration, clientIds, clientNames } from '@/lib/clients';

export type MadeGrant = { id: string; token: string; url: string };

/** The token, this once, and how each client is told of it. */
export function GrantToken({ made, name }: { made: MadeGrant; name: string }) {
  const [client, setClient] = useState<ClientId>('claude-code');
  const written = clientConfiguration(client, { name, url: made.url, token: made.token });
  const { file, text, command, installLink, needsVariable } = written;
  const known = clientNames[client];
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <Notice tone="security" title="Copy the token now: it is shown this once.">
        It is kept as a hash. Whoever has it can call this server as the grant allows.
      </Notice>
      <Labelled label="Token">
        <CodeBlock text={made.token} label="Token" />
      </Labelled>
      <Labelled label="Address">
        <CodeBlock text={made.url} label="Address" />
      </Labelled>
      <Field label="Client">
        <Select
          value={client}
          onChange={(event) => setClient(event.target.value as ClientId)}
          className="w-full"
        >
          {clientIds.map((id) => (
            <option key={id} value={id}>
              {clientNames[id]}
            </option>
          ))}
        </Select>
      </Field>
      <Labelled label={client === 'curl' ? 'In a terminal' : `In ${file}`}>
        <CodeBlock text={text} label={`Configuration for ${known}`} />
      </Labelled>
      {needsVariable !== undefined && (
        <Labelled label="Before that">
          <CodeBlock text={`export ${needsVariable}=${made.token}`} label="Variable with the token" />
        </Labelled>
      )}
      {command !== undefined && (
        <Labelled label="Or in a terminal">
          <CodeBlock text={command} label={`Command for ${known}`} />
        </Labelled>
      )}
      {installLink !== undefined && (
        <div>
          <a href={installLink} className={buttonLook({ size: 'lg' })}>
            Add to {known}
          </a>
        </div>
      )}
    </div>
  );
}

function Labelled({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="min-w-0">
      <p className="mb-1 text-12 font-medium">{label}</p>
      {children}
    </div>
  );
}
