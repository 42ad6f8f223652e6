import type { Metadata } from 'next';
import { ActivityFilter } from '@/components/activity/activity-filter';
import { ActivityList } from '@/components/activity/activity-list';
import { ButtonLink } from '@/components/ui/button';
import { Card, EmptyState } from '@/components/ui/card';
import { PageHead } from '@/components/ui/page-head';
import { RefreshEvery } from '@/components/ui/refresh-every';
import { listServers } from '@/lib/catalogue';
import { ListDecisions, listDecisions, listGrants } from '@/lib/control';
import { hereOr404 } from '../../here';
import { signedIn } from '../../signed-in';

export const metadata: Metadata = { title: 'Activity' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ActivityPage({ searchParams }: Props) {
  const actor = await signedIn();
  const asked = Object.fromEntries(Object.entries(await searchParams).filter(([, value]) => value !== ''));
  const { input, page } = await hereOr404(ListDecisions, asked, async (input) => ({
    input,
    page: await listDecisions(actor, input),
  }));
  const [servers, grants] = await Promise.all([listServers(actor), listGrants(actor, {})]);
  const { limit: _limit, before, after: _after, ...filter } = input;
  const older = new URLSearchParams({
    ...(Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as Record<
      string,
      string
    >),
    before: page.next ?? '',
  });
  return (
    <>
      {before === undefined && <RefreshEvery seconds={3} />}
      <PageHead title="Activity" />
      <ActivityFilter
        values={filter}
        servers={servers.map(({ id, name }) => ({ id, name }))}
        grants={grants.map(({ id, label }) => ({ id, name: label }))}
      />
      {page.decisions.length === 0 ? (
        <Card>
          <EmptyState icon="history" title="Nothing has been decided yet.">
            Each call of an agent leaves a record here: what was decided, by which rule, and what it came to.
          </EmptyState>
        </Card>
      ) : (
        <ActivityList rows={page.decisions} now={Date.now()} />
      )}
      {page.next !== null && (
        <div className="mt-3">
          <ButtonLink href={`/activity?${older}`} size="lg">
            Older
          </ButtonLink>
        </div>
      )}
    </>
  );
}
