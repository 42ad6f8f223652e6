import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AuthFrame } from '@/components/accounts/auth-frame';
import { WelcomeForm } from '@/components/accounts/welcome-form';
import { isFirstRun, shortestPassword } from '@/lib/accounts';
import { createOwnerAction } from '../actions';
import { onward, ownPath } from '../own-path';

export const metadata: Metadata = { title: 'Welcome' };
export const dynamic = 'force-dynamic';

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default async function WelcomePage({ searchParams }: Props) {
  const next = ownPath((await searchParams).next);
  if (!(await isFirstRun())) redirect(onward('/sign-in', next));
  return (
    <AuthFrame
      title="Make the first account"
      lead="It owns this Sallyport: its servers, its policies and who may see them."
    >
      <WelcomeForm createOwner={createOwnerAction} next={next} shortestPassword={shortestPassword} />
    </AuthFrame>
  );
}
