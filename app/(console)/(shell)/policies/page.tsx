import type { Metadata } from 'next';
import { Suspense } from 'react';
import { PolicyList } from '@/components/policies/policy-list';
import { FindingCounts } from '@/components/risk/finding-mark';
import { Skeleton } from '@/components/ui/badges';
import { ButtonLink } from '@/components/ui/button-link';
import { Card, EmptyState } from '@/components/ui/card';
import { PageHead } from '@/components/ui/page-head';
import { listServers } from '@/lib/catalogue';
import { getPolicy, listPolicies } from '@/lib/control';
import { lint, parse } from '@/lib/policy';
import type { Actor } from '@/lib/rights';
import { signedIn } from '../../signed-in';
import { deletePolicyAction, movePolicyAction, renamePolicyAction } from './actions';

export const metadata: Metadata = { title: 'Policies' };

export default async function PoliciesPage() {
  const actor = await signedIn();
  const [policies, servers] = await Promise.all([listPolicies(actor, {}), listServers(actor)]);
  return (
    <>
      <PageHead title="Policies" />
      {policies.length === 0 ? (
        <Card>
          <EmptyState
            icon="policy"
            title="There is no policy yet."
            action={
              <ButtonLink href="/servers" variant="primary" size="lg">
                Go to the servers
              </ButtonLink>
            }
          >
            A policy is made for the tools of a server. Register one, confirm its tools, and a policy is
            proposed.
          </EmptyState>
        </Card>
      ) : (
        <PolicyList
          policies={policies}
          servers={servers.map(({ id, name }) => ({ id, name }))}
          now={Date.now()}
          ports={{ rename: renamePolicyAction, move: movePolicyAction, remove: deletePolicyAction }}
          findings={(policyId) => (
            <Suspense fallback={<Skeleton className="h-4 w-16" />}>
              <Findings actor={actor} policyId={policyId} />
            </Suspense>
          )}
        />
      )}
    </>
  );
}

async function Findings({ actor, policyId }: { actor: Actor; policyId: string }) {
  const { text, tools, server } = await getPolicy(actor, { policyId });
  const parsed = parse(text);
  if (!parsed.ok) return <FindingCounts counts={{ error: parsed.faults.length }} />;
  const counts: Partial<Record<'error' | 'security' | 'warning' | 'suggestion', number>> = {};
  for (const { level } of lint(parsed.policy, server ? tools : undefined))
    counts[level] = (counts[level] ?? 0) + 1;
  return <FindingCounts counts={counts} />;
}
