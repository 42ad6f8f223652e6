'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { TroubleNotice } from '@/components/ui/trouble-notice';
import { ConnectDialog } from './connect-dialog';
import { type ConnectPort, useConnect } from './use-connect';

type ConnectButtonProps = {
  serverId: string;
  connect: ConnectPort;
  /** The address to register there, where a client has to be registered by hand. */
  redirectUri: string;
  again?: boolean;
  /** Everything is in order: it stands back. */
  quiet?: boolean;
  size?: 'sm' | 'md';
};

/** Sets out at once; where the server needs to be told who we are, the dialog asks. */
export function ConnectButton({
  serverId,
  connect,
  redirectUri,
  again,
  quiet = false,
  size = 'md',
}: ConnectButtonProps) {
  const { run, busy, trouble } = useConnect(connect);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size={size}
        variant={quiet ? 'plain' : 'primary'}
        icon="plug"
        busy={busy}
        onClick={() => run({ serverId })}
      >
        {again ? 'Connect again' : 'Connect'}
      </Button>
      <Button size={size} onClick={() => setOpen(true)}>
        With your own client
      </Button>
      {trouble && (
        <div className="basis-full">
          <TroubleNotice trouble={trouble} />
        </div>
      )}
      <ConnectDialog
        serverId={serverId}
        connect={connect}
        redirectUri={redirectUri}
        open={open}
        onOpenChange={setOpen}
      />
    </>
  );
}
