import { redirect } from 'next/navigation';
import { Landing } from '@/components/public/landing';
import { PublicShell } from '@/components/public/public-shell';
import { isFirstRun } from '@/lib/accounts';
import { actor } from '@/lib/action';
import { classShares, indexSize } from '@/lib/registry';
import { head } from './(public)/head';

export async function generateMetadata() {
  const title = 'Sallyport: decide what agents may do with your tools';
  return {
    ...(await head({
      title,
      description:
        'How dangerous each MCP tool is and why, the policy that controls it, and a gateway that enforces it on every call. Open source and self-hosted.',
      path: '/',
    })),
    title: { absolute: title },
  };
}

/** Whoever is signed in goes to work; whoever comes first makes the owner; everybody else reads what this is. */
export default async function HomePage() {
  if (await actor()) redirect('/servers');
  if (await isFirstRun()) redirect('/welcome');
  const [size, shares] = await Promise.all([indexSize(), classShares()]);
  return (
    <PublicShell here="/">
      <Landing size={size} shares={shares} />
    </PublicShell>
  );
}
