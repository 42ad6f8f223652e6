import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AuthFrame } from '@/components/accounts/auth-frame';
import { SignUpForm } from '@/components/accounts/sign-up-form';
import { isFirstRun, shortestPassword, signUpOpen } from '@/lib/accounts';
import { actor } from '@/lib/action';
import { signUpAction } from '../actions';
import { onward, ownPath } from '../own-path';

export const metadata: Metadata = { title: 'Create an account' };

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default async function SignUpPage({ searchParams }: Props) {
  const next = ownPath((await searchParams).next);
  if (await actor()) redirect(next);
  if (await isFirstRun()) redirect(onward('/welcome', next));
  if (!signUpOpen()) redirect(onward('/sign-in', next));
  return (
    <AuthFrame
      title="Create an account"
      lead="It comes with an organisation of your own: nobody else sees its servers and policies."
      below={
        <p>
          You have one?{' '}
          <a href={onward('/sign-in', next)} className="link underline underline-offset-3">
            Sign in
          </a>
        </p>
      }
    >
      <SignUpForm signUp={signUpAction} next={next} shortestPassword={shortestPassword} />
    </AuthFrame>
  );
}
