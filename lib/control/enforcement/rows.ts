/** A record as the database takes it. */

import type { CallIdentity, RecordEntry } from '@/lib/gateway/ports';
import type { Json } from '@/lib/json';
import { seal } from '@/lib/secrets';
import { maskSecrets } from './mask';

/** Characters of JSON text. More is not kept: a record is no store for documents. */
const mostArguments = 65_536;

/** What is null is left out: the database takes it for null, and the row is half as long. */
export type RecordRow = Partial<Omit<RecordEntry, 'candidate' | 'arguments'>> & {
  id: string;
  candidateVersionId?: string;
  candidateVerdict?: string;
  candidateRule?: string;
  sealedArguments?: string;
  approvalId?: string;
  atMs?: number;
};

export function rowOf(entry: RecordEntry, more: { approvalId?: string; atMs?: number } = {}): RecordRow {
  const { candidate } = entry;
  const row: RecordRow = {
    id: entry.id,
    organisationId: entry.organisationId,
    grantId: entry.grantId,
    serverId: entry.serverId,
    method: clean(entry.method, 200),
    verdict: entry.verdict,
    rule: clean(entry.rule, 1_000),
    reason: clean(entry.reason, 4_000),
    requestId: clean(entry.requestId, 200),
    argumentKeys: entry.argumentKeys.slice(0, 100).map((key) => clean(key, 200)),
  };
  if (entry.tool !== null) row.tool = clean(entry.tool, 1_024);
  if (entry.policyVersionId !== null) row.policyVersionId = entry.policyVersionId;
  if (entry.review !== null) row.review = entry.review;
  if (entry.class !== null) row.class = entry.class;
  if (entry.retryAfterSeconds !== null) row.retryAfterSeconds = entry.retryAfterSeconds;
  if (candidate !== null) {
    row.candidateVersionId = candidate.versionId;
    row.candidateVerdict = candidate.verdict;
    row.candidateRule = clean(candidate.rule, 1_000);
  }
  if (entry.arguments !== null)
    row.sealedArguments = sealArguments(entry.arguments, 'DecisionRecord', entry.id);
  if (more.approvalId !== undefined) row.approvalId = more.approvalId;
  if (more.atMs !== undefined) row.atMs = more.atMs;
  return row;
}

/** By position, as `sallyport_admit` takes it: without the names of all members, and half as long again. */
export function listOf(row: RecordRow): (string | null | undefined)[] {
  const list = [
    row.id,
    row.organisationId,
    row.serverId,
    row.grantId,
    row.method,
    row.tool,
    row.rule,
    row.reason,
    row.policyVersionId,
    row.review,
    row.class,
    row.requestId,
    arrayText(row.argumentKeys ?? []),
  ];
  const { candidateVersionId, candidateVerdict, candidateRule, sealedArguments, approvalId } = row;
  const more = [candidateVersionId, candidateVerdict, candidateRule, sealedArguments, approvalId];
  return more.some((value) => value !== undefined) ? [...list, ...more] : list;
}

/** As Postgres writes an array of texts. */
function arrayText(texts: readonly string[]): string {
  return `{${texts.map((text) => `"${text.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`;
}

/** Masked, then sealed to the row. A list of documents would be too long: then that is said instead. */
export function sealArguments(args: Json, table: 'DecisionRecord' | 'Approval', id: string): string {
  const text = JSON.stringify(maskSecrets(args));
  const kept = text.length <= mostArguments ? text : JSON.stringify({ '…': `${text.length} characters` });
  return seal(kept, { table, id, field: 'sealedArguments' });
}

const doubtful = /[\0\ud800-\udfff]/;

/** What Postgres can hold as text: no NUL, no half of a surrogate pair. Cut at `most` UTF-16 units. */
export function clean(text: string, most: number): string {
  if (text.length <= most && !doubtful.test(text)) return text;
  return text.slice(0, most).replace(/\0|\p{Surrogate}/gu, '\uFFFD');
}

export function cleanTool(identity: CallIdentity): string {
  return clean(identity.tool, 1_024);
}
