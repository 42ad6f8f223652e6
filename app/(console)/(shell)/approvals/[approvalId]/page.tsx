import type { Metadata } from 'next';
import { AnswerForm } from '@/components/approvals/answer-form';
import { ApprovalCard } from '@/components/approvals/approval-card';
import { PageHead } from '@/components/ui/page-head';
import { getApproval, OfApproval } from '@/lib/control';
import { may } from '@/lib/rights';
import { hereOr404 } from '../../../here';
import { signedIn } from '../../../signed-in';
import { decideApprovalAction } from '../actions';

export const metadata: Metadata = { title: 'Approval' };

type Props = { params: Promise<{ approvalId: string }> };

/** Where the agent's answer leads a person to. */
export default async function ApprovalPage({ params }: Props) {
  const { approvalId } = await params;
  const actor = await signedIn();
  const approval = await hereOr404(OfApproval, { approvalId }, (input) => getApproval(actor, input));
  return (
    <>
      <PageHead
        title={<bdi className="font-mono">{approval.tool}</bdi>}
        back={{ href: '/approvals', label: 'Approvals' }}
      />
      <ApprovalCard approval={approval} now={Date.now()}>
        {approval.state === 'pending' && may(actor, 'approval.decide') && (
          <AnswerForm
            approvalId={approval.id}
            tool={approval.tool}
            outdated={approval.outdated !== null}
            answer={decideApprovalAction}
          />
        )}
      </ApprovalCard>
    </>
  );
}
