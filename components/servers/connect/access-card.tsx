'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card, CardHeader, Notice } from '@/components/ui/card';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { Ago, left } from '@/components/ui/time';
import { toast } from '@/components/ui/toast';
import { TroubleNotice } from '@/components/ui/trouble-notice';
import { type Ask, useAction } from '@/components/ui/use-action';
import type { AccessFacts } from '../shapes';
import { ConnectButton } from './connect-button';
import type { ConnectPort } from './use-connect';

export type AccessPorts = {
  connect: ConnectPort;
  disconnect: Ask<{ serverId: string }, unknown>;
  redirectUri: string;
};

type AccessCardProps = {
  server: { id: string; name: string };
  /** null: nobody has tried yet. */
  access: AccessFacts | null;
  now: number;
  /** null for those who may only look. */
  ports: AccessPorts | null;
};

const states: Record<AccessFacts['state'], string> = {
  connected: 'Connected',
  waiting: 'Not connected: every call is refused.',
  lost: 'The access is over: every call is refused.',
  tried: 'Not connected: it is reached without.',
};

/** How a server that lets in by OAuth is connected: since when, by whom, as what, until when. */
export function AccessCard({ server, access, now, ports }: AccessCardProps) {
  const connected = access?.state === 'connected';
  return (
    <Card label="Connection">
      <CardHeader title="Connection" />
      <div className="grid gap-3 border-t border-line p-4 text-13">
        <p className="font-medium">{access ? states[access.state] : 'Not connected yet.'}</p>
        {access?.problem && <Notice tone={connected ? 'warning' : 'error'} title={access.problem} />}
        {connected && access.asks && <WantsMore scopes={access.asks} />}
        {access && <Facts access={access} now={now} />}
        {ports && (
          <div className="flex flex-wrap gap-2">
            <ConnectButton
              serverId={server.id}
              connect={ports.connect}
              redirectUri={ports.redirectUri}
              again={access !== null && access.connectedAt !== null}
              quiet={connected && !access.problem && !access.asks}
            />
            {connected && <Disconnect server={server} disconnect={ports.disconnect} />}
          </div>
        )}
      </div>
    </Card>
  );
}

function WantsMore({ scopes }: { scopes: string[] }) {
  return (
    <Notice tone="warning" title="The server wants more access than it was given.">
      Calls that need it fail.{' '}
      {scopes.length === 0 ? (
        'It does not say which: connect it again with the scopes that it documents.'
      ) : (
        <>
          Connecting it again asks for what it has and for{' '}
          <bdi className="font-mono text-12 break-words">{scopes.join(' ')}</bdi>.
        </>
      )}
    </Notice>
  );
}

function Facts({ access, now }: { access: AccessFacts; now: number }) {
  return (
    <dl className="grid grid-cols-[5rem_minmax(0,1fr)] gap-x-3 gap-y-1">
      {access.issuer && <Line name="By">{access.issuer}</Line>}
      {access.connectedAt && (
        <Line name="Since">
          <Ago at={access.connectedAt} now={now} /> by {access.connectedBy}
        </Line>
      )}
      {access.state === 'connected' && <Line name="Token">{lasts(access, now)}</Line>}
      {access.scopes.length > 0 && <Line name="Scopes">{access.scopes.join(' ')}</Line>}
      {access.client && <Line name="Client">{clients[access.client.from]}</Line>}
    </dl>
  );
}

const clients = {
  hand: 'registered by hand',
  document: 'named by our own document',
  registered: 'registered by itself',
} as const;

function lasts({ expiresAt, renews }: AccessFacts, now: number): string {
  if (expiresAt === null) return 'without a known end';
  const time = left(expiresAt, now);
  return renews ? `good for ${time}, then renewed by itself` : `good for ${time}; it cannot be renewed`;
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd className="min-w-0 break-words">
        <bdi>{children}</bdi>
      </dd>
    </>
  );
}

type DisconnectProps = { server: { id: string; name: string }; disconnect: AccessPorts['disconnect'] };

function Disconnect({ server, disconnect }: DisconnectProps) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const { run, busy, trouble } = useAction(disconnect, () => {
    setOpen(false);
    toast('The server is disconnected.');
    router.refresh();
  });
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button variant="ghost">Disconnect</Button>}
      title={
        <>
          Disconnect <bdi>{server.name}</bdi>?
        </>
      }
      description="Its tokens are deleted here and ended there, where that is offered. Every call is refused until somebody connects it again."
      footer={
        <>
          <DialogClose render={<Button size="lg">Not now</Button>} />
          <Button size="lg" variant="primary" busy={busy} onClick={() => run({ serverId: server.id })}>
            Disconnect
          </Button>
        </>
      }
    >
      {trouble && <TroubleNotice trouble={trouble} />}
    </Dialog>
  );
}
