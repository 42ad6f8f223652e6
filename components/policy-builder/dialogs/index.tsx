'use client';

import { useBuilder } from '../state';
import { ConflictDialog } from './conflict';
import { FaultsDialog } from './faults';
import { ImportDialog } from './import';
import { KeysDialog } from './keys';
import { LimitDialog } from './limit';
import { LoosenDialog } from './loosen';
import { RenameDialog } from './rename';
import { SaveDialog } from './save';

/** At most one question at a time. */
export function Dialogs() {
  const dialog = useBuilder((state) => state.dialog);
  if (!dialog) return null;
  switch (dialog.kind) {
    case 'rename':
      return <RenameDialog />;
    case 'save':
      return <SaveDialog />;
    case 'conflict':
      return <ConflictDialog theirs={dialog} />;
    case 'loosen':
      return <LoosenDialog />;
    case 'import':
      return <ImportDialog />;
    case 'faults':
      return <FaultsDialog wish={dialog.wish} />;
    case 'limit':
      return <LimitDialog />;
    case 'keys':
      return <KeysDialog />;
    default:
      return dialog satisfies never;
  }
}
