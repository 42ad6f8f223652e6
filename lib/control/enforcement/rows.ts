/** A record as the database takes it. */

import type { CallIdentity, RecordEntry } from '@/lib/gateway/ports';
import type { Json } from '@/lib/json';
import { seal } from '@/lib/secrets';
import { maskSecrets } from './mask';

/** Characters of JSON text. More is not kept: a record is no store for documents. */
const mostArguments = 65_536;

export type RecordRow = Omit<RecordEntry, 'candidate' | 'arguments'> & {
  candidateVersionId: string | null;
  candidateVerdict: string | null;
  candidateRule: string | null;
  sealedArguments: string | null;
  approvalId: string | null;
  atMs: number | null;
};

export function rowOf(entry: RecordEntry, more: { approvalId?: string; atMs?: number } = {}): RecordRow {
  const { candidate, arguments: args, ...plain } = entry;
  return {
    ...plain,
    method: clean(plain.method, 200),
    tool: plain.tool === null ? null : clean(plain.tool, 1_024),
    rule: clean(plain.rule, 1_000),
    reason: clean(plain.reason, 4_000),
    requestId: clean(plain.requestId, 200),
    argumentKeys: plain.argumentKeys.slice(0, 100).map((key) => clean(key, 200)),
    candidateVersionId: candidate?.versionId ?? null,
    candidateVerdict: candidate?.verdict ?? null,
    candidateRule: candidate === null ? null : clean(candidate.rule, 1_000),
    sealedArguments: args === null ? null : sealArguments(args, 'DecisionRecord', entry.id),
    approvalId: more.approvalId ?? null,
    atMs: more.atMs ?? null,
  };
}

/** Masked, then sealed to the row. A list of documents would be too long: then that is said instead. */
export function sealArguments(args: Json, table: 'DecisionRecord' | 'Approval', id: string): string {
  const text = JSON.stringify(maskSecrets(args));
  const kept = text.length <= mostArguments ? text : JSON.stringify({ '…': `${text.length} characters` });
  return seal(kept, { table, id, field: 'sealedArguments' });
}

/** What Postgres can hold as text: no NUL, no half of a surrogate pair. Cut at `most` UTF-16 units. */
export function clean(text: string, most: number): string {
  return text.slice(0, most).replace(/\0|\p{Surrogate}/gu, '\uFFFD');
}

export function cleanTool(identity: CallIdentity): string {
  return clean(identity.tool, 1_024);
}
