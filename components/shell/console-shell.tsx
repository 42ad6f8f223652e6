import Link from 'next/link';
import type { ReactNode } from 'react';
import { Logo } from '@/components/ui/icon';
import { SkipLink } from '@/components/ui/skip-link';
import type { Ask } from '@/components/ui/use-action';
import { AccountMenu, type Person } from './account-menu';
import { NavLink } from './nav-link';
import { NavMenu } from './nav-menu';

type ConsoleShellProps = {
  person: Person;
  signOut: Ask<Record<string, never>, unknown>;
  /** How many wait for a person. */
  waiting: { approvals: number; reviews: number };
  /** How many messages of visitors nobody has read; null for whoever may not read them. */
  messages: number | null;
  children: ReactNode;
};

/** What surrounds every page of the console but the builder. Under 768 px the side folds into one row with a menu. */
export function ConsoleShell({ person, signOut, waiting, messages, children }: ConsoleShellProps) {
  const places = <Places waiting={waiting} messages={messages} />;
  return (
    <div className="grid min-h-dvh grid-cols-1 max-md:grid-rows-[auto_1fr] md:grid-cols-[220px_minmax(0,1fr)]">
      <SkipLink />
      <header className="flex items-center gap-1 border-line bg-bg p-2 max-md:border-b md:sticky md:top-0 md:h-dvh md:flex-col md:items-stretch md:overflow-y-auto md:border-r md:py-3">
        <Link
          href="/servers"
          className="flex h-9 flex-1 items-center gap-2 rounded-2 px-2 text-14 font-semibold tracking-[-0.01em] text-ink no-underline md:mb-3 md:flex-none"
        >
          <Logo />
          Sallyport
        </Link>
        <div className="max-md:hidden">{places}</div>
        <div className="md:hidden">
          <NavMenu waiting={waiting.approvals + waiting.reviews + (messages ?? 0)}>{places}</NavMenu>
        </div>
        <div className="min-w-0 md:mt-auto">
          <AccountMenu person={person} signOut={signOut} />
        </div>
      </header>
      <main
        id="content"
        tabIndex={-1}
        className="min-w-0 bg-surface px-4 pt-4 pb-8 outline-none md:px-8 md:pt-5"
      >
        <div className="mx-auto max-w-[1440px]">{children}</div>
      </main>
    </div>
  );
}

function Places({ waiting, messages }: Pick<ConsoleShellProps, 'waiting' | 'messages'>) {
  return (
    <nav aria-label="Main" className="flex flex-col gap-1">
      <NavLink href="/servers" icon="server" label="Servers" />
      <NavLink href="/policies" icon="policy" label="Policies" />
      <NavLink href="/activity" icon="history" label="Activity" />
      <NavLink href="/approvals" icon="held" label="Approvals" count={waiting.approvals} />
      <NavLink href="/reviews" icon="eye" label="Reviews" count={waiting.reviews} />
      <NavLink href="/catalogue" icon="search" label="Catalogue" />
      {messages !== null && <NavLink href="/messages" icon="clipboard" label="Messages" count={messages} />}
      <NavLink href="/settings" icon="settings" label="Settings" />
    </nav>
  );
}
