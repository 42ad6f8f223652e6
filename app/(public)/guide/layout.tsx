import type { ReactNode } from 'react';
import { PublicShell } from '@/components/public/public-shell';

export default function GuideLayout({ children }: { children: ReactNode }) {
  return <PublicShell here="/guide">{children}</PublicShell>;
}
