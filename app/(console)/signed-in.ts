import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { isFirstRun } from '@/lib/accounts';
import { actor } from '@/lib/action';

/** The person who is asking; anybody else is led to the door, and from there to the address that was asked for. */
export async function signedIn() {
  const who = await actor();
  if (who) return who;
  if (await isFirstRun()) redirect('/welcome');
  // A layout is not told its address by Next: `server/headers.ts` writes it down for every request.
  const asked = (await headers()).get('x-asked-path');
  redirect(asked ? `/sign-in?next=${encodeURIComponent(asked)}` : '/sign-in');
}
