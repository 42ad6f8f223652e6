import type { ReactNode } from 'react';
import { ConsoleShell } from '@/components/shell/console-shell';
import { countReviews } from '@/lib/catalogue';
import { countUnreadMessages } from '@/lib/contact';
import { countPendingApprovals } from '@/lib/control';
import { may } from '@/lib/rights';
import { signOutAction } from '../actions';
import { signedIn } from '../signed-in';

export default async function ShellLayout({ children }: { children: ReactNode }) {
  const actor = await signedIn();
  const [approvals, reviews, messages] = await Promise.all([
    countPendingApprovals(actor),
    countReviews(actor),
    may(actor, 'message.read') ? countUnreadMessages(actor) : null,
  ]);
  const { name, email, organisationName } = actor;
  return (
    <ConsoleShell
      person={{ name, email, organisation: organisationName }}
      signOut={signOutAction}
      waiting={{ approvals, reviews }}
      messages={messages}
    >
      {children}
    </ConsoleShell>
  );
}
