import type { Metadata } from 'next';
import { Connected } from '@/components/servers/connect/connected';
import { PageHead } from '@/components/ui/page-head';
import { signedIn } from '../../../../signed-in';
import { serverHeadHere } from '../server-here';

export const metadata: Metadata = { title: 'Connected' };

type Props = { params: Promise<{ serverId: string }> };

export default async function ConnectedPage({ params }: Props) {
  const { serverId } = await params;
  const { id, name, state } = await serverHeadHere(await signedIn(), serverId);
  return (
    <>
      <PageHead title={<bdi>{name}</bdi>} back={{ href: `/servers/${id}`, label: 'The server' }} />
      <Connected server={{ id, name, draft: state === 'draft' }} />
    </>
  );
}
