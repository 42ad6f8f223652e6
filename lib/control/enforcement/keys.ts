/** Names for what is stored, made from what it stands for. Pure but for chance in `newId`. */

import { createHash, randomBytes } from 'node:crypto';
import type { CallIdentity } from '@/lib/gateway/ports';

/** SHA-256 of a list of texts, 64 hexadecimal digits. No two lists have the same. */
function digest(...parts: (string | null)[]): string {
  return createHash('sha256').update(JSON.stringify(parts), 'utf8').digest('hex');
}

/** What `QuotaCount.key` holds for one count of a policy. */
export function countKey(policyId: string, key: string): string {
  return digest('count', policyId, key);
}

/** The row that says how many counts of a limit live. */
export function liveKey(policyId: string, limitKey: string): string {
  return digest('live', policyId, limitKey);
}

/** What `Approval.openKey` holds: everything that an approval is bound to. */
export function openKey(identity: CallIdentity): string {
  return digest(
    identity.organisationId,
    identity.grantId,
    identity.serverId,
    identity.tool,
    identity.argumentsDigest,
    identity.policyVersionId,
    identity.definitionDigest,
  );
}

/** A UUID of version 7 (RFC 9562, section 5.7): the order of ids is the order of time. */
export function newId(nowMs: number = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(nowMs, 0, 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The least id that could have been made at that time: for retention. */
export function leastId(ms: number): string {
  const hex = Math.max(0, Math.floor(ms)).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7000-8000-000000000000`;
}
