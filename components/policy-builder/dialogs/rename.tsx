'use client';

import { announce } from '@/components/ui/live-region';
import { NameDialog } from '@/components/ui/name-dialog';
import { useActions, useBuilder, useBuilderStore } from '../state';

export function RenameDialog() {
  const { given } = useBuilderStore();
  const before = useBuilder((state) => state.name);
  const { ask, renamed } = useActions();
  return (
    <NameDialog
      title="Rename the policy"
      name={before}
      rename={given.rename}
      onDone={(name) => {
        renamed(name);
        announce(`Renamed to ${name}`);
        ask(null);
      }}
      onClose={() => ask(null)}
    />
  );
}
