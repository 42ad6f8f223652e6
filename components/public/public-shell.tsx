import Link from 'next/link';
import type { ReactNode } from 'react';
import { ButtonLink } from '@/components/ui/button-link';
import { Icon, Logo } from '@/components/ui/icon';
import { SkipLink } from '@/components/ui/skip-link';

const places = [
  { href: '/catalogue', label: 'Catalogue' },
  { href: '/risk', label: 'Risk' },
  { href: '/attacks', label: 'Attacks' },
  { href: '/guide', label: 'Guide' },
] as const;

const below = [
  ...places,
  { href: '/contact', label: 'Get in touch' },
  { href: '/policy.schema.json', label: 'JSON Schema of policy.json' },
  { href: '/llms.txt', label: 'llms.txt' },
] as const;

type PublicShellProps = { here?: (typeof places)[number]['href'] | '/' | '/contact'; children: ReactNode };

/** What surrounds every page that needs no account. */
export function PublicShell({ here, children }: PublicShellProps) {
  return (
    <div className="flex min-h-dvh flex-col bg-surface">
      <SkipLink />
      <header className="border-b border-line">
        <div className="mx-auto flex min-h-14 w-full max-w-[1136px] flex-wrap items-center gap-x-5 gap-y-1 px-4 py-2 sm:px-8">
          <Link
            href="/"
            className="flex h-8 items-center gap-2 text-15 font-semibold tracking-[-0.01em] text-ink no-underline"
          >
            <Logo />
            Sallyport
          </Link>
          <nav
            aria-label="Main"
            className="flex flex-1 gap-4 max-sm:order-last max-sm:basis-full max-sm:justify-between sm:gap-5"
          >
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
          <search className="max-md:hidden">
            <form action="/catalogue" className="relative">
              <Icon
                name="search"
                className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-ink-3"
              />
              <input
                type="search"
                name="q"
                aria-label="Find a tool"
                placeholder="Find a tool"
                className="h-8 w-44 rounded-2 border border-field bg-surface pr-2 pl-8 text-13 focus-visible:border-accent focus-visible:outline-offset-0 lg:w-56"
              />
            </form>
          </search>
          <ButtonLink href="/servers" prefetch={false} className="max-sm:ml-auto">
            Console
          </ButtonLink>
        </div>
      </header>
      <div className="flex-1">{children}</div>
      <footer className="border-t border-line bg-bg text-13 text-ink-2">
        <div className="mx-auto flex min-h-18 w-full max-w-[1136px] flex-wrap items-center gap-x-5 gap-y-2 px-4 py-4 sm:px-8">
          <span className="flex items-center gap-2 font-semibold text-ink">
            <Logo size={18} />
            Sallyport
          </span>
          <nav aria-label="More" className="flex flex-1 flex-wrap gap-x-5 gap-y-1 max-sm:basis-full">
            {below.map(({ href, label }) => (
              <a key={href} href={href} className="inline-flex min-h-6 items-center hover:text-ink">
                {label}
              </a>
            ))}
          </nav>
          <span>
            Open source,{' '}
            <a
              href="https://www.apache.org/licenses/LICENSE-2.0"
              rel="noreferrer"
              className="link inline-flex min-h-6 items-center underline decoration-line-2 underline-offset-3"
            >
              Apache License 2.0
            </a>
          </span>
        </div>
      </footer>
    </div>
  );
}
