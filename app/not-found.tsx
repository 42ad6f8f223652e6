import type { Metadata } from 'next';
import { ButtonLink } from '@/components/ui/button-link';
import { Logo } from '@/components/ui/icon';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center bg-bg px-4 py-10">
      <div className="max-w-sm text-center">
        <Logo size={28} className="mx-auto mb-4 text-ink-3" />
        <h1 className="text-18 font-semibold tracking-[-0.01em]">There is nothing at this address.</h1>
        <p className="mt-1 mb-5 text-ink-2">It may have been deleted, or the address was typed wrong.</p>
        <div className="flex flex-wrap justify-center gap-2">
          <ButtonLink href="/servers" prefetch={false} size="lg">
            Go to the servers
          </ButtonLink>
          <ButtonLink href="/catalogue" prefetch={false} size="lg">
            Look in the catalogue
          </ButtonLink>
        </div>
      </div>
    </main>
  );
}
