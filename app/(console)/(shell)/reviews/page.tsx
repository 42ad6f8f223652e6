import type { Metadata } from 'next';
import { DraftGroup, ReviewGroup } from '@/components/reviews/review-group';
import { Card, EmptyState } from '@/components/ui/card';
import { PageHead } from '@/components/ui/page-head';
import { reviewInbox } from '@/lib/control';
import { may } from '@/lib/rights';
import { signedIn } from '../../signed-in';
import { confirmReviewAction } from '../servers/actions';

export const metadata: Metadata = { title: 'Reviews' };

/** The inbox over all servers: what they offer now and nobody has confirmed. */
export default async function ReviewsPage() {
  const actor = await signedIn();
  const groups = await reviewInbox(actor, {});
  const confirm = may(actor, 'server.review') ? confirmReviewAction : null;
  return (
    <>
      <PageHead
        title="Reviews"
        below={
          <p className="mt-1 max-w-prose text-13 text-ink-2">
            What servers offer now and nobody has confirmed: new, changed and removed tools, the riskiest
            first.
          </p>
        }
      />
      {groups.length === 0 ? (
        <Card>
          <EmptyState icon="check" title="Nothing waits for a review.">
            Servers are asked again by the clock, and when they say that their tools have changed. What
            differs appears here.
          </EmptyState>
        </Card>
      ) : (
        <div className="grid gap-4">
          {groups.map((group) =>
            group.draft ? (
              <DraftGroup key={group.server.id} group={group} />
            ) : (
              <ReviewGroup key={group.server.id} group={group} confirm={confirm} />
            ),
          )}
        </div>
      )}
    </>
  );
}
