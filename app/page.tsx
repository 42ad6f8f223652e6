import { redirect } from 'next/navigation';
import { isFirstRun } from '@/lib/accounts';
import { actor } from '@/lib/action';

export default async function HomePage() {
  if (await actor()) redirect('/servers');
  redirect((await isFirstRun()) ? '/welcome' : '/sign-in');
}
