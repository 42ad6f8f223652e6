import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './globals.css';

import type { Metadata, Viewport } from 'next';
import { cookies, headers } from 'next/headers';
import type { ReactNode } from 'react';
import { EarlyPresses } from '@/components/ui/early-presses';
import { LiveRegion } from '@/components/ui/live-region';
import { themeCookie } from '@/components/ui/theme-cookie';
import { Toaster } from '@/components/ui/toast';

export const metadata: Metadata = {
  title: { default: 'Sallyport', template: '%s · Sallyport' },
  description: 'The policy builder, catalogue and gateway for MCP.',
  referrer: 'same-origin',
  formatDetection: { telephone: false, address: false, email: false },
};

export const viewport: Viewport = { colorScheme: 'light dark', width: 'device-width', initialScale: 1 };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = (await cookies()).get(themeCookie)?.value;
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  return (
    <html
      lang="en"
      data-theme={theme === 'light' || theme === 'dark' ? theme : undefined}
      suppressHydrationWarning
    >
      <body>
        <EarlyPresses nonce={nonce} />
        {children}
        <Toaster />
        <LiveRegion />
      </body>
    </html>
  );
}
