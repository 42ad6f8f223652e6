import type { ReactNode } from 'react';
import { ConsoleShell } from '@/components/shell/console-shell';
import { signOutAction } from '../actions';
import { signedIn } from '../signed-in';

export default async function ShellLayout({ children }: { children: ReactNode }) {
  const { name, email, organisationName } = await signedIn();
  return (
    <ConsoleShell person={{ name, email, organisation: organisationName }} signOut={signOutAction}>
      {children}
    </ConsoleShell>
  );
}
