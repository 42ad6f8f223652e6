/** The trail of changes, for those who may read it. */

import { type AuditView, readTrail } from '@/lib/audit';
import { demand } from '@/lib/demand';
import type { Actor } from '@/lib/rights';
import type { ListAudit } from './inputs';

export async function listAudit(
  actor: Actor,
  input: ListAudit,
): Promise<{ events: AuditView[]; next: string | null }> {
  demand(actor, 'audit.read');
  return readTrail({ ...input, organisationId: actor.organisationId });
}
