import type { Metadata } from 'next';
import { AnsweredList } from '@/components/approvals/answered-list';
import { ButtonLink } from '@/components/ui/button-link';
import { Card, EmptyState } from '@/components/ui/card';
import { PageHead } from '@/components/ui/page-head';
import { ListApprovals, listApprovals } from '@/lib/control';
import { hereOr404 } from '../../../here';
import { signedIn } from '../../../signed-in';

export const metadata: Metadata = { title: 'Answered calls' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AnsweredPage({ searchParams }: Props) {
  const actor = await signedIn();
  const { before } = await searchParams;
  const page = await hereOr404(ListApprovals, { state: 'answered', before }, (input) =>
    listApprovals(actor, input),
  );
  return (
    <>
      <PageHead title="Answered calls" back={{ href: '/approvals', label: 'Approvals' }} />
      {page.approvals.length === 0 ? (
        <Card>
          <EmptyState icon="held" title="Nobody has answered a call yet." />
        </Card>
      ) : (
        <AnsweredList title="The newest call first" approvals={page.approvals} now={Date.now()} />
      )}
      {page.next !== null && (
        <div className="mt-3">
          <ButtonLink href={`/approvals/answered?before=${page.next}`} size="lg">
            Older
          </ButtonLink>
        </div>
      )}
    </>
  );
}
