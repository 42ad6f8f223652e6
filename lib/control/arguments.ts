/** The arguments of a call as they were kept: masked and sealed, and opened late, for whoever may see them. */

import { type Actor, may } from '@/lib/rights';
import { unseal } from '@/lib/secrets';
import type { DecisionDetail } from './shapes';

export function keptArguments(
  actor: Actor,
  table: 'DecisionRecord' | 'Approval',
  row: { id: string; sealedArguments: string | null },
): DecisionDetail['arguments'] {
  if (row.sealedArguments === null) return { kind: 'not-kept' };
  // Whoever decides about a call sees what it would do.
  const right = table === 'Approval' ? 'approval.decide' : 'record.read-arguments';
  if (!may(actor, right)) return { kind: 'not-yours' };
  return { kind: 'kept', text: unseal(row.sealedArguments, { table, id: row.id, field: 'sealedArguments' }) };
}
