'use client';

import type { ReactNode } from 'react';
import { useState } from 'react';
import { Button, IconButton } from '@/components/ui/button';
import { Menu, MenuItem, MenuLink, MenuSeparator } from '@/components/ui/menu';
import { PageHead } from '@/components/ui/page-head';
import type { ServerFacts } from '../shapes';
import { ConnectionDialog } from './connection-dialog';
import { ListingDialog } from './listing-dialog';
import { NewPolicy } from './new-policy';
import type { ServerPorts } from './ports';
import { RediscoveryLine, useRediscovery } from './rediscover';
import { DeleteServer, RenameServer } from './server-dialogs';

type ServerTopProps = { server: ServerFacts; ports: ServerPorts; barred: string | null; children: ReactNode };
type Open = 'rename' | 'connection' | 'listing' | 'delete' | null;

/** The head of a server's page with everything that can be done to it; `children` stand below the name. */
export function ServerTop({ server, ports, barred, children }: ServerTopProps) {
  const [open, setOpen] = useState<Open>(null);
  const { reading, start, cancel } = useRediscovery(server);
  const pasted = server.transport === 'none';
  const fixed = server.origin === 'sample';
  const close = (isOpen: boolean) => !isOpen && setOpen(null);
  const dialog = { server, ports, onOpenChange: close };
  return (
    <>
      <PageHead
        title={<bdi>{server.name}</bdi>}
        back={{ href: '/servers', label: 'Servers' }}
        below={children}
      >
        {pasted ? (
          <Button size="lg" icon="clipboard" onClick={() => setOpen('listing')}>
            Paste a newer answer
          </Button>
        ) : (
          <Button size="lg" icon="refresh" busy={reading !== null} onClick={start}>
            Discover again
          </Button>
        )}
        <NewPolicy serverId={server.id} create={ports.createPolicy} primary={server.policies.length === 0} />
        <Menu align="end" trigger={<IconButton icon="more" size="lg" variant="plain" label="More" />}>
          <MenuItem icon="pencil" onSelect={() => setOpen('rename')}>
            Rename
          </MenuItem>
          {!pasted && !fixed && (
            <MenuItem icon="plug" onSelect={() => setOpen('connection')}>
              Edit the connection
            </MenuItem>
          )}
          <MenuLink icon="download" href={`/api/servers/${server.id}/tools`} download>
            Export the tools
          </MenuLink>
          <MenuSeparator />
          <MenuItem icon="trash" onSelect={() => setOpen('delete')}>
            Delete
          </MenuItem>
        </Menu>
      </PageHead>
      {reading && <RediscoveryLine reading={reading} onCancel={cancel} />}
      {open === 'rename' && <RenameServer server={server} ports={ports} onClose={() => setOpen(null)} />}
      {!pasted && !fixed && (
        <ConnectionDialog {...dialog} barred={barred} open={open === 'connection'} onSaved={start} />
      )}
      {pasted && <ListingDialog {...dialog} open={open === 'listing'} />}
      {open === 'delete' && <DeleteServer server={server} ports={ports} onClose={() => setOpen(null)} />}
    </>
  );
}
