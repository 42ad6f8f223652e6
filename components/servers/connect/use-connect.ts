'use client';

import { useState } from 'react';
import { type Ask, useAction } from '@/components/ui/use-action';

export type ConnectInput = { serverId: string; clientId?: string; clientSecret?: string; scopes?: string };
export type ConnectPort = Ask<ConnectInput, { authorizationUrl: string }>;

/** Leads to the page that asks for consent, in this very tab. `leaving` while the browser is on its way. */
export function useConnect(connect: ConnectPort) {
  const [leaving, setLeaving] = useState(false);
  const asked = useAction(connect, ({ authorizationUrl }) => {
    setLeaving(true);
    window.location.assign(authorizationUrl);
  });
  return { ...asked, busy: asked.busy || leaving };
}
