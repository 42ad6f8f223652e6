'use client';

import type { FormEvent, ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { TroubleNotice } from '@/components/ui/trouble-notice';
import type { Trouble } from '@/components/ui/use-action';

type SettingsFormProps = {
  /** What its button says: 'Save the name'. */
  submit: string;
  onSubmit: () => void;
  busy: boolean;
  disabled: boolean;
  trouble: Trouble | null;
  /** The inputs that say their own part of it. */
  shownBeside: readonly string[];
  children: ReactNode;
};

/** What a card of the settings lets a person change. */
export function SettingsForm({
  submit,
  onSubmit,
  busy,
  disabled,
  trouble,
  shownBeside,
  children,
}: SettingsFormProps) {
  function send(event: FormEvent) {
    event.preventDefault();
    onSubmit();
  }
  return (
    <form onSubmit={send} noValidate className="grid gap-4 border-t border-line p-4">
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
