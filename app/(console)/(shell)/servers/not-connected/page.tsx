import type { Metadata } from 'next';
import { ButtonLink } from '@/components/ui/button-link';
import { Card, EmptyState } from '@/components/ui/card';
import { PageHead } from '@/components/ui/page-head';
import { signedIn } from '../../../signed-in';

export const metadata: Metadata = { title: 'Not connected' };

type Props = { searchParams: Promise<{ why?: string | string[] }> };

const unknown = {
  title: 'This way back leads nowhere.',
  hint: 'It was used before, took longer than ten minutes, or began in another browser.',
};
const told: Record<string, { title: string; hint: string }> = {
  unknown,
  'signed-out': {
    title: 'You were not signed in when you came back.',
    hint: 'Nothing was connected: the way back belongs to the session in which it began.',
  },
  unreadable: {
    title: 'What the authorization server came back with cannot be read.',
    hint: 'Nothing was connected.',
  },
  failed: {
    title: 'Sallyport could not finish the connection.',
    hint: 'Nothing was connected. The log says why.',
  },
};

/** Where somebody ends who came back from a page of consent without a server that this could be told of. */
export default async function NotConnectedPage({ searchParams }: Props) {
  await signedIn();
  const { why } = await searchParams;
  const { title, hint } = (typeof why === 'string' && Object.hasOwn(told, why) && told[why]) || unknown;
  return (
    <>
      <PageHead title="Not connected" back={{ href: '/servers', label: 'Servers' }} />
      <Card>
        <EmptyState
          icon="plug"
          title={title}
          action={<ButtonLink href="/servers">To the servers</ButtonLink>}
        >
          {hint} Open the server and connect it once more.
        </EmptyState>
      </Card>
    </>
  );
}
