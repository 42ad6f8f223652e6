import type { ReactNode } from 'react';
import { PublicShell } from '@/components/public/public-shell';

export default function RiskLayout({ children }: { children: ReactNode }) {
  return <PublicShell here="/risk">{children}</PublicShell>;
}
