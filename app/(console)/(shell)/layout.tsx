import type { ReactNode } from 'react';
import { ConsoleShell } from '@/components/shell/console-shell';
import { countReviews } from '@/lib/catalogue';
import { countPendingApprovals } from '@/lib/control';
import { signOutAction } from '../actions';
import { signedIn } from '../signed-in';

export default async function ShellLayout({ children }: { children: ReactNode }) {
  const actor = await signedIn();
  const [approvals, reviews] = await Promise.all([countPendingApprovals(actor), countReviews(actor)]);
  const { name, email, organisationName } = actor;
  return (
    <ConsoleShell
      person={{ name, email, organisation: organisationName }}
      signOut={signOutAction}
      waiting={{ approvals, reviews }}
    >
      {children}
    </ConsoleShell>
  );
}
