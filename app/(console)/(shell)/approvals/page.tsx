import type { Metadata } from 'next';
import Link from 'next/link';
import { AnswerForm } from '@/components/approvals/answer-form';
import { AnsweredList } from '@/components/approvals/answered-list';
import { ApprovalCard } from '@/components/approvals/approval-card';
import { Card, EmptyState } from '@/components/ui/card';
import { PageHead } from '@/components/ui/page-head';
import { RefreshEvery } from '@/components/ui/refresh-every';
import { latelyAnswered, listApprovals } from '@/lib/control';
import { may } from '@/lib/rights';
import { signedIn } from '../../signed-in';
import { decideApprovalAction } from './actions';

export const metadata: Metadata = { title: 'Approvals' };

const mostWaiting = 100;

/** The inbox over all servers: what waits first, then what was answered last. */
export default async function ApprovalsPage() {
  const actor = await signedIn();
  const [{ approvals: waiting, next }, answered] = await Promise.all([
    listApprovals(actor, { state: 'pending', limit: mostWaiting }),
    latelyAnswered(actor, { limit: 10 }),
  ]);
  const decides = may(actor, 'approval.decide');
  const now = Date.now();
  return (
    <>
      <PageHead title="Approvals" />
      <RefreshEvery seconds={3} />
      <div className="grid gap-3">
        {waiting.length === 0 && (
          <Card>
            <EmptyState icon="held" title="No call waits for a person.">
              Calls that a policy holds appear here by themselves. The agent is told where, and calls again.
            </EmptyState>
          </Card>
        )}
        {waiting.map((approval) => (
          <ApprovalCard key={approval.id} approval={approval} now={now}>
            {decides && (
              <AnswerForm
                approvalId={approval.id}
                tool={approval.tool}
                outdated={approval.outdated !== null}
                answer={decideApprovalAction}
              />
            )}
          </ApprovalCard>
        ))}
        {next !== null && (
          <p className="text-12 text-ink-2">
            More than {mostWaiting} wait: the oldest appear as these are answered.
          </p>
        )}
        {answered.length > 0 && (
          <div className="mt-3">
            <AnsweredList title="Answered" approvals={answered} now={now}>
              <Link href="/approvals/answered" className="link text-12">
                All
              </Link>
            </AnsweredList>
          </div>
        )}
      </div>
    </>
  );
}
