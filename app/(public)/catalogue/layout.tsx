import type { ReactNode } from 'react';
import { PublicShell } from '@/components/public/public-shell';

export default function CatalogueLayout({ children }: { children: ReactNode }) {
  return <PublicShell here="/catalogue">{children}</PublicShell>;
}
