import type { Metadata } from 'next';
import { Activity } from '@/components/activity/activity-page';
import { LiveMark } from '@/components/activity/live-mark';
import { ServerTabs } from '@/components/servers/detail/server-tabs';
import { waitingIn } from '@/components/servers/waiting';
import { PageHead } from '@/components/ui/page-head';
import { signedIn } from '../../../../signed-in';
import { activityHere } from '../../../activity/activity-here';
import { serverHeadHere } from '../server-here';

export const metadata: Metadata = { title: 'Activity' };

type Props = {
  params: Promise<{ serverId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ServerActivityPage({ params, searchParams }: Props) {
  const { serverId } = await params;
  const actor = await signedIn();
  const server = await serverHeadHere(actor, serverId);
  const found = await activityHere(actor, await searchParams, server.id);
  return (
    <>
      <PageHead title={<bdi>{server.name}</bdi>} back={{ href: '/servers', label: 'Servers' }}>
        {found.before === undefined && <LiveMark />}
      </PageHead>
      <ServerTabs
        serverId={server.id}
        called={server.transport !== 'none'}
        waiting={waitingIn(server.pending)}
      />
      <Activity {...found} at={`/servers/${server.id}/activity`} servers={null} now={Date.now()} />
    </>
  );
}
