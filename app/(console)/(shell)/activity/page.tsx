import type { Metadata } from 'next';
import { Activity } from '@/components/activity/activity-page';
import { LiveMark } from '@/components/activity/live-mark';
import { PageHead } from '@/components/ui/page-head';
import { listServers } from '@/lib/catalogue';
import { signedIn } from '../../signed-in';
import { activityHere } from './activity-here';

export const metadata: Metadata = { title: 'Activity' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ActivityPage({ searchParams }: Props) {
  const actor = await signedIn();
  const [found, servers] = await Promise.all([activityHere(actor, await searchParams), listServers(actor)]);
  return (
    <>
      <PageHead title="Activity">{found.before === undefined && <LiveMark />}</PageHead>
      <Activity
        {...found}
        at="/activity"
        servers={servers.map(({ id, name }) => ({ id, name }))}
        now={Date.now()}
      />
    </>
  );
}
