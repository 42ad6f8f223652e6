import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { AuthFrame } from '@/components/accounts/auth-frame';
import { SignUpForm } from '@/components/accounts/sign-up-form';
import { isFirstRun, shortestPassword, signUpOpen } from '@/lib/accounts';
import { actor } from '@/lib/action';
import { signUpAction } from '../actions';

export const metadata: Metadata = { title: 'Create an account' };

export default async function SignUpPage() {
  if (await actor()) redirect('/servers');
  if (await isFirstRun()) redirect('/welcome');
  if (!signUpOpen()) redirect('/sign-in');
  return (
    <AuthFrame
      title="Create an account"
      lead="It comes with an organisation of your own: nobody else sees its servers and policies."
      below={
        <p>
          You have one?{' '}
          <Link href="/sign-in" className="link underline underline-offset-3">
            Sign in
          </Link>
        </p>
      }
    >
      <SignUpForm signUp={signUpAction} shortestPassword={shortestPassword} />
    </AuthFrame>
  );
}
