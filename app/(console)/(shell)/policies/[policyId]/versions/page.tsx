import type { Metadata } from 'next';
import { VersionList } from '@/components/policies/version-list';
import { PageHead } from '@/components/ui/page-head';
import { listVersions } from '@/lib/control';
import { policyHere } from '../../../../policy-here';
import { signedIn } from '../../../../signed-in';
import { getVersionAction } from '../../actions';

export const metadata: Metadata = { title: 'Versions' };

type Props = { params: Promise<{ policyId: string }> };

export default async function VersionsPage({ params }: Props) {
  const { policyId } = await params;
  const actor = await signedIn();
  const policy = await policyHere(actor, policyId);
  const versions = await listVersions(actor, { policyId: policy.id });
  return (
    <>
      <PageHead title={<bdi>{policy.name}</bdi>} back={{ href: '/policies', label: 'Policies' }} />
      <VersionList policyId={policy.id} versions={versions} now={Date.now()} getVersion={getVersionAction} />
    </>
  );
}
