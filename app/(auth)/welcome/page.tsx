import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AuthFrame } from '@/components/accounts/auth-frame';
import { WelcomeForm } from '@/components/accounts/welcome-form';
import { isFirstRun, shortestPassword } from '@/lib/accounts';
import { createOwnerAction } from '../actions';

export const metadata: Metadata = { title: 'Welcome' };
export const dynamic = 'force-dynamic';

export default async function WelcomePage() {
  if (!(await isFirstRun())) redirect('/sign-in');
  return (
    <AuthFrame
      title="Make the first account"
      lead="It owns this Sallyport: its servers, its policies and who may see them."
    >
      <WelcomeForm createOwner={createOwnerAction} shortestPassword={shortestPassword} />
    </AuthFrame>
  );
}
