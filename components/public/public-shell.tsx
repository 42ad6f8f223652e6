import Link from 'next/link';
import type { ReactNode } from 'react';
import { ButtonLink } from '@/components/ui/button';
import { Logo } from '@/components/ui/icon';
import { SkipLink } from '@/components/ui/skip-link';

const places = [{ href: '/guide', label: 'Guide' }] as const;

type PublicShellProps = { here: (typeof places)[number]['href']; children: ReactNode };

/** What surrounds every page that needs no account. */
export function PublicShell({ here, children }: PublicShellProps) {
  return (
    <div className="flex min-h-dvh flex-col bg-surface">
      <SkipLink />
      <header className="border-b border-line">
        <div className="mx-auto flex min-h-14 w-full max-w-[1136px] flex-wrap items-center gap-x-5 gap-y-1 px-4 py-2 sm:px-8">
          <Link
            href="/guide"
            className="flex h-8 items-center gap-2 text-15 font-semibold tracking-[-0.01em] text-ink no-underline"
          >
            <Logo />
            Sallyport
          </Link>
          <nav aria-label="Main" className="flex flex-1 gap-5">
            {places.map(({ href, label }) => (
              <Link
                key={href}
                href={href}
                aria-current={href === here ? 'true' : undefined}
                className="inline-flex h-8 items-center text-13 text-ink-2 no-underline hover:text-ink aria-[current]:font-medium aria-[current]:text-ink"
              >
                {label}
              </Link>
            ))}
          </nav>
          <ButtonLink href="/servers" prefetch={false}>
            Console
          </ButtonLink>
        </div>
      </header>
      <div className="flex-1">{children}</div>
      <footer className="border-t border-line bg-bg text-13 text-ink-2">
        <div className="mx-auto flex min-h-18 w-full max-w-[1136px] flex-wrap items-center gap-x-5 gap-y-1 px-4 py-4 sm:px-8">
          <span className="flex items-center gap-2 font-semibold text-ink">
            <Logo size={18} />
            Sallyport
          </span>
          <span className="flex-1 max-sm:order-last max-sm:basis-full">
            Open source under the{' '}
            <a
              href="https://www.apache.org/licenses/LICENSE-2.0"
              rel="noreferrer"
              className="link underline decoration-line-2 underline-offset-3"
            >
              Apache License 2.0
            </a>
            .
          </span>
          <a href="/policy.schema.json" className="link inline-flex min-h-6 items-center max-sm:ml-auto">
            JSON Schema of policy.json
          </a>
        </div>
      </footer>
    </div>
  );
}
