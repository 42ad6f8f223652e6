import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AuthFrame } from '@/components/accounts/auth-frame';
import { SignInForm } from '@/components/accounts/sign-in-form';
import { isFirstRun, signUpOpen } from '@/lib/accounts';
import { actor } from '@/lib/action';
import { signInAction } from '../actions';
import { onward, ownPath } from '../own-path';

export const metadata: Metadata = { title: 'Sign in' };

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default async function SignInPage({ searchParams }: Props) {
  const next = ownPath((await searchParams).next);
  if (await actor()) redirect(next);
  if (await isFirstRun()) redirect(onward('/welcome', next));
  return (
    <AuthFrame
      title="Sign in"
      below={
        <>
          {signUpOpen() && (
            <p className="mb-2">
              You have no account yet?{' '}
              <a href={onward('/sign-up', next)} className="link underline underline-offset-3">
                Create one
              </a>
            </p>
          )}
          <p>
            A forgotten password is set anew by whoever runs this Sallyport:{' '}
            <code>npx sallyport user reset</code>
          </p>
        </>
      }
    >
      <SignInForm signIn={signInAction} next={next} />
    </AuthFrame>
  );
}
