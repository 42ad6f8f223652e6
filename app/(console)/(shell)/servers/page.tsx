import type { Metadata } from 'next';
import { FirstSteps } from '@/components/servers/first-steps';
import { RegisterCard } from '@/components/servers/register/register-card';
import { ServerList } from '@/components/servers/server-list';
import { buttonLook } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { PageHead } from '@/components/ui/page-head';
import { listServers } from '@/lib/catalogue';
import { signedIn } from '../../signed-in';
import { registerPorts } from './ports';

export const metadata: Metadata = { title: 'Servers' };

export default async function ServersPage() {
  const actor = await signedIn();
  const servers = await listServers(actor);
  const ports = await registerPorts(actor);
  const first = servers.length === 0;
  // INVARIANT: the card stands at the same place of the tree in both, so that the failure of a first server, and what
  // was typed for it, outlive the moment in which that server appears in the list.
  return (
    <>
      <PageHead title="Servers">
        {!first && (
          <a href="#register" className={buttonLook({ variant: 'primary' })}>
            <Icon name="plus" />
            Register a server
          </a>
        )}
      </PageHead>
      <div className={first ? 'mx-auto max-w-[760px] md:pt-16' : 'grid gap-4'}>
        {!first && <ServerList servers={servers} now={Date.now()} />}
        <RegisterCard key="register" ports={ports} first={first} />
        {first && <FirstSteps />}
      </div>
    </>
  );
}
