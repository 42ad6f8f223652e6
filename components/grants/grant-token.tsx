'use client';

import { useState } from 'react';
import { Notice } from '@/components/ui/card';
import { CodeBlock } from '@/components/ui/code-block';
import { Field, Select } from '@/components/ui/field';
import { type ClientId, clientConfiguration, clientIds, clientNames } from '@/lib/clients';

export type MadeGrant = { id: string; token: string; url: string };

/** The token, this once, and how each client is told of it. */
export function GrantToken({ made, name }: { made: MadeGrant; name: string }) {
  const [client, setClient] = useState<ClientId>('claude-code');
  const { file, text, command } = clientConfiguration(client, { name, url: made.url, token: made.token });
  return (
    <div className="grid gap-3">
      <Notice tone="security" title="Copy the token now: it is shown this once.">
        It is kept as a hash. Whoever has it can call this server as the grant allows.
      </Notice>
      <CodeBlock text={made.token} label="Token" />
      <CodeBlock text={made.url} label="Address" />
      <Field label="Client">
        <Select value={client} onChange={(event) => setClient(event.target.value as ClientId)}>
          {clientIds.map((id) => (
            <option key={id} value={id}>
              {clientNames[id]}
            </option>
          ))}
        </Select>
      </Field>
      <p className="text-12 text-ink-2">
        {file}
        {/\bSALLYPORT_TOKEN\b/.test(text) && '. Set the variable SALLYPORT_TOKEN to the token.'}
      </p>
      <CodeBlock text={text} label={`Configuration for ${clientNames[client]}`} />
      {command !== undefined && <CodeBlock text={command} label={`Command for ${clientNames[client]}`} />}
    </div>
  );
}
