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
  const actor = await signedIn('/servers');
  const servers = await listServers(actor);
  const ports = registerPorts(actor);
  if (servers.length === 0) {
    return (
      <>
        <PageHead title="Servers" />
        <div className="mx-auto max-w-[760px] md:pt-16">
          <RegisterCard ports={ports} first />
          <FirstSteps />
        </div>
      </>
    );
  }
  return (
    <>
      <PageHead title="Servers">
        <a href="#register" className={buttonLook({ variant: 'primary' })}>
          <Icon name="plus" />
          Register a server
        </a>
      </PageHead>
      <div className="grid gap-4">
        <ServerList servers={servers} now={Date.now()} />
        <RegisterCard ports={ports} first={false} />
      </div>
    </>
  );
}
