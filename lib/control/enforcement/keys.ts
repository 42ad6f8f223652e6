/** Names for what is stored, made from what it stands for. Pure but for chance in `newId`. */

import { createHash, randomFillSync } from 'node:crypto';
import type { CallIdentity } from '@/lib/gateway/ports';

/** SHA-256 of a list of texts, 64 hexadecimal digits. No two lists have the same. */
function digest(...parts: (string | null)[]): string {
  return createHash('sha256').update(JSON.stringify(parts), 'utf8').digest('hex');
}

const mostKept = 10_000;
/** Of a name that is kept: what a limit counts by may be as long as a call. */
const longestKept = 1_000;

/** The digest of a kind, a policy and a key; the last ones are kept, since calls ask for the same ones. */
function keptDigest(kind: string): (policyId: string, key: string) => string {
  const ofPolicies = new Map<string, Map<string, string>>();
  let size = 0;
  return (policyId, key) => {
    const known = ofPolicies.get(policyId)?.get(key);
    if (known !== undefined) return known;
    const made = digest(kind, policyId, key);
    if (policyId.length + key.length > longestKept) return made;
    if (size >= mostKept) {
      ofPolicies.clear();
      size = 0;
    }
    const kept = ofPolicies.get(policyId) ?? new Map<string, string>();
    ofPolicies.set(policyId, kept.set(key, made));
    size += 1;
    return made;
  };
}

/** What `QuotaCount.key` holds for one count of a policy. */
export const countKey = keptDigest('count');

/** The row that says how many counts of a limit live. */
export const liveKey = keptDigest('live');

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

const chance = Buffer.alloc(4_096);
/** Digits of chance, and how many of them are spent. */
let digits = '';
let spent = 0;
/** Digits that an id takes: one that begins its sequence two more. */
const most = 18;

let lastMs = -1;
let sequence = 0;
/** What the time comes to: most ids are made in the millisecond of the one before. */
let prefix = '';

/**
 * A UUID of version 7 (RFC 9562, section 5.7): the order of ids is the order of time, and within one millisecond that in
 * which this process made them, up to some thousands.
 */
export function newId(nowMs: number = Date.now()): string {
  // Asking for chance costs more than all the rest: it is asked for many ids at once.
  if (spent + most > digits.length) {
    digits = randomFillSync(chance).toString('hex');
    spent = 0;
  }
  if (nowMs === lastMs) sequence = Math.min(sequence + 1, 0xfff);
  else {
    lastMs = nowMs;
    sequence = Number.parseInt(taken(2), 16);
    const time = nowMs.toString(16).padStart(12, '0');
    prefix = `${time.slice(0, 8)}-${time.slice(8)}-`;
  }
  const version = (0x7000 | sequence).toString(16);
  const variant = variants[Number.parseInt(taken(1), 16) & 3];
  return `${prefix}${version}-${variant}${taken(3)}-${taken(12)}`;
}

const variants = ['8', '9', 'a', 'b'];

function taken(count: number): string {
  const start = spent;
  spent += count;
  return digits.slice(start, spent);
}

/** The least id that could have been made at that time: for retention. */
export function leastId(ms: number): string {
  const hex = Math.max(0, Math.floor(ms)).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7000-8000-000000000000`;
}
