/** The trail of changes, for those who may read it. */

import { type AuditView, readTrail } from '@/lib/audit';
import { AppError } from '@/lib/errors';
import { type Actor, refusal } from '@/lib/rights';
import type { ListAudit } from './inputs';

export async function listAudit(
  actor: Actor,
  input: ListAudit,
): Promise<{ events: AuditView[]; next: string | null }> {
  const refused = refusal(actor, 'audit.read');
  if (refused) throw new AppError('forbidden', refused.message, { hint: refused.hint });
  return readTrail({ ...input, organisationId: actor.organisationId });
}
