import type { Metadata } from 'next';
import { AnswerForm } from '@/components/approvals/answer-form';
import { ApprovalCard } from '@/components/approvals/approval-card';
import { Card, EmptyState } from '@/components/ui/card';
import { PageHead } from '@/components/ui/page-head';
import { RefreshEvery } from '@/components/ui/refresh-every';
import { listApprovals } from '@/lib/control';
import { may } from '@/lib/rights';
import { signedIn } from '../../signed-in';
import { decideApprovalAction } from './actions';

export const metadata: Metadata = { title: 'Approvals' };

/** The inbox over all servers: what waits first, then what was answered lately. */
export default async function ApprovalsPage() {
  const actor = await signedIn();
  const [{ approvals: waiting }, { approvals: all }] = await Promise.all([
    listApprovals(actor, { state: 'pending', limit: 200 }),
    listApprovals(actor, { limit: 50 }),
  ]);
  const answered = all.filter(({ state }) => state !== 'pending').slice(0, 20);
  const decides = may(actor, 'approval.decide');
  const now = Date.now();
  return (
    <>
      <RefreshEvery seconds={5} />
      <PageHead title="Approvals" />
      {waiting.length === 0 ? (
        <Card>
          <EmptyState icon="held" title="No call waits for a person.">
            Calls that a policy holds for approval appear here. The agent is told where, and calls again.
          </EmptyState>
        </Card>
      ) : (
        <div className="grid gap-3">
          {waiting.map((approval) => (
            <ApprovalCard key={approval.id} approval={approval} now={now}>
              {decides && (
                <AnswerForm approvalId={approval.id} tool={approval.tool} answer={decideApprovalAction} />
              )}
            </ApprovalCard>
          ))}
        </div>
      )}
      {answered.length > 0 && (
        <section aria-label="Answered and expired" className="mt-6 grid gap-3">
          <h2 className="text-13 font-semibold">Answered and expired</h2>
          {answered.map((approval) => (
            <ApprovalCard key={approval.id} approval={approval} now={now} />
          ))}
        </section>
      )}
    </>
  );
}
