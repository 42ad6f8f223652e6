'use client';

import type { FormEvent, ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import type { SentForm } from '@/components/ui/form-dialog';
import { TroubleNotice } from '@/components/ui/trouble-notice';

/** What a card of the settings lets a person change. */
export function SettingsForm({ submit, onSubmit, busy, disabled, trouble, shownBeside, children }: SentForm) {
  function send(event: FormEvent) {
    event.preventDefault();
    onSubmit();
  }
  return (
    <form method="post" onSubmit={send} noValidate className="grid gap-4 border-t border-line p-4">
      <TroubleNotice trouble={trouble} shownBeside={shownBeside} />
      {children}
      <Actions>
        <Button type="submit" size="lg" busy={busy} disabled={disabled}>
          {submit}
        </Button>
      </Actions>
    </form>
  );
}

export function Actions({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap justify-end gap-2">{children}</div>;
}
