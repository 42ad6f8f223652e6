/** The gateway's side of approvals: is there one for this very call, and making one. */

import { ask } from '@/lib/db';
import { AppError } from '@/lib/errors';
import type { ApprovalFound, CallIdentity, Epochs, Held, RecordEntry } from '@/lib/gateway/ports';
import { newId, openKey } from './keys';
import { cleanTool, rowOf, sealArguments } from './rows';

/** Of one grant. An agent in a loop cannot fill the inbox without end. */
const mostOpen = 1_000;

type Found = { id: string; state: string; expiresAt: Date; decisionReason: string };

export async function findApproval(
  identity: CallIdentity,
  urlOf: (id: string) => string,
): Promise<ApprovalFound> {
  const { rows } = await ask<Found>(
    `SELECT "id", "state", "expiresAt", "decisionReason" FROM "Approval"
      WHERE "openKey" = $1 AND "organisationId" = $2 AND "expiresAt" > now()`,
    [openKey(identity), identity.organisationId],
  );
  const found = rows[0];
  switch (found?.state) {
    case 'approved':
      return { state: 'approved', id: found.id };
    case 'denied':
      return { state: 'denied', id: found.id, reason: found.decisionReason };
    case 'pending':
      return {
        state: 'pending',
        id: found.id,
        url: urlOf(found.id),
        expiresAtMs: found.expiresAt.getTime(),
      };
    default:
      return { state: 'none' };
  }
}

export async function hold(
  identity: CallIdentity,
  entry: RecordEntry,
  { grant, policy, definitions, server }: Epochs,
  expiresInSeconds: number,
  urlOf: (id: string) => string,
): Promise<Held> {
  const id = newId();
  const wanted = {
    id,
    openKey: openKey(identity),
    tool: cleanTool(identity),
    argumentsDigest: identity.argumentsDigest,
    policyVersionId: identity.policyVersionId,
    definitionDigest: identity.definitionDigest,
    sealedArguments: entry.arguments === null ? null : sealArguments(entry.arguments, 'Approval', id),
    seconds: expiresInSeconds,
    most: mostOpen,
    epochs: [grant, policy, definitions, server],
  };
  const { rows } = await ask<{ made: { id: string; expiresAtMs: number } | 'stale' | null }>(
    'SELECT sallyport_hold($1::jsonb, $2::jsonb) AS made',
    [JSON.stringify(wanted), JSON.stringify(rowOf(entry))],
  );
  const made = rows[0]?.made;
  if (made === 'stale') return { kind: 'stale' };
  if (!made) {
    throw new AppError('too_many', `${mostOpen} calls of this grant wait for a person already.`, {
      hint: 'Answer some of them first.',
    });
  }
  return { kind: 'held', id: made.id, url: urlOf(made.id), expiresAtMs: made.expiresAtMs };
}
