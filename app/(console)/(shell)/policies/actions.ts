'use server';

import type { SaveResult } from '@/components/policy-builder';
import { action } from '@/lib/action';
import {
  deletePolicy,
  getVersion,
  lastCalls,
  MovePolicy,
  movePolicyToServer,
  OfPolicy,
  OfServerCalls,
  OfVersion,
  RenamePolicy,
  renamePolicy,
  SavePolicy,
  savePolicy,
} from '@/lib/control';

export const renamePolicyAction = action(RenamePolicy, async (actor, input) => {
  await renamePolicy(actor, input);
  return null;
});

export const movePolicyAction = action(MovePolicy, async (actor, input) => {
  await movePolicyToServer(actor, input);
  return null;
});

export const deletePolicyAction = action(OfPolicy, async (actor, input) => {
  await deletePolicy(actor, input);
  return null;
});

export const getVersionAction = action(OfVersion, getVersion);

export const lastCallsAction = action(OfServerCalls, (actor, input) => lastCalls(actor, input, Date.now()));

export const savePolicyAction = action(SavePolicy, async (actor, input): Promise<SaveResult> => {
  const saved = await savePolicy(actor, input);
  switch (saved.outcome) {
    case 'saved':
    case 'unchanged':
      return { ok: true, version: saved.version.number };
    case 'conflict': {
      const { number, text, author, at } = saved.theirs;
      return { ok: false, kind: 'conflict', version: number, text, by: author, at };
    }
    case 'refused': {
      const first = saved.faults[0];
      const where = first
        ? `Line ${first.line}, column ${first.column}: ${first.message}`
        : 'This is no policy.';
      return { ok: false, kind: 'refused', message: where };
    }
    default:
      return saved satisfies never;
  }
});
