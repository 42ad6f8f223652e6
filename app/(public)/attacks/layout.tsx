import type { ReactNode } from 'react';
import { PublicShell } from '@/components/public/public-shell';

export default function AttacksLayout({ children }: { children: ReactNode }) {
  return <PublicShell here="/attacks">{children}</PublicShell>;
}
