import type { Metadata } from 'next';
import { DecisionFacts } from '@/components/activity/decision-facts';
import { PageHead } from '@/components/ui/page-head';
import { getDecision, OfDecision } from '@/lib/control';
import { hereOr404 } from '../../../here';
import { signedIn } from '../../../signed-in';

export const metadata: Metadata = { title: 'Decision' };

type Props = { params: Promise<{ decisionId: string }> };

export default async function DecisionPage({ params }: Props) {
  const { decisionId } = await params;
  const actor = await signedIn();
  const decision = await hereOr404(OfDecision, { decisionId }, (input) => getDecision(actor, input));
  return (
    <>
      <PageHead
        title={<bdi className="font-mono">{decision.tool ?? decision.method}</bdi>}
        back={{ href: '/activity', label: 'Activity' }}
      />
      <DecisionFacts decision={decision} now={Date.now()} />
    </>
  );
}
