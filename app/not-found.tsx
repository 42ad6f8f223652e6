import type { Metadata } from 'next';
import { buttonLook } from '@/components/ui/button';
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
          {/* Plain links: every page brings along what this one needs. */}
          <a href="/servers" data-edge="" className={buttonLook({ size: 'lg' })}>
            Go to the servers
          </a>
          <a href="/catalogue" data-edge="" className={buttonLook({ size: 'lg' })}>
            Look in the catalogue
          </a>
        </div>
      </div>
    </main>
  );
}
