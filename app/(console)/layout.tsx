import type { ReactNode } from 'react';
import { Toaster } from '@/components/ui/toast';

/** Messages of what was done show on every page that somebody signed in works in, the builder too. */
export default function ConsoleLayout({ children }: { children: ReactNode }) {
  return (
    <>
      {children}
      <Toaster />
    </>
  );
}
