import { redirect } from 'next/navigation';
import { isFirstRun } from '@/lib/accounts';
import { actor } from '@/lib/action';

/** The person who is asking; anybody else is led to the door. Every page of the console begins with it. */
export async function signedIn(path = '/servers') {
  const who = await actor();
  if (who) return who;
  if (await isFirstRun()) redirect('/welcome');
  redirect(`/sign-in?next=${encodeURIComponent(path)}`);
}
