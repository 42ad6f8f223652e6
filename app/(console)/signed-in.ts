import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { isFirstRun } from '@/lib/accounts';
import { actor } from '@/lib/action';
import { onward, ownPath } from '../(auth)/own-path';

/** The person who is asking; anybody else is led to the door, and from there to the address that was asked for. */
export async function signedIn() {
  const who = await actor();
  if (who) return who;
  // A layout is not told its address by Next: `server/headers.ts` writes it down for every request.
  const asked = (await headers()).get('x-asked-path');
  if (await isFirstRun()) redirect(onward('/welcome', ownPath(asked)));
  redirect(asked ? `/sign-in?next=${encodeURIComponent(asked)}` : '/sign-in');
}
