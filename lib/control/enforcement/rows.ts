/** A record as the database takes it. */

import type { CallIdentity, RecordEntry } from '@/lib/gateway/ports';
import type { Json } from '@/lib/json';
import { seal } from '@/lib/secrets';
import { maskSecrets } from './mask';

/** Characters of JSON text. More is not kept: a record is no store for documents. */
const mostArguments = 65_536;

/** In the order that `sallyport_admit` takes them in. */
const names = [
  'id',
  'organisationId',
  'serverId',
  'grantId',
  'method',
  'tool',
  'rule',
  'reason',
  'policyVersionId',
  'review',
  'class',
  'requestId',
  'argumentKeys',
  'candidateVersionId',
  'candidateVerdict',
  'candidateRule',
  'sealedArguments',
  'approvalId',
] as const;

/** The values of a record that is let on, in that order; the last five are left out where none of them is there. */
export function valuesOf(entry: RecordEntry, approvalId: string | null): (string | null)[] {
  const { candidate } = entry;
  const values = [
    entry.id,
    entry.organisationId,
    entry.serverId,
    entry.grantId,
    clean(entry.method, 200),
    entry.tool === null ? null : clean(entry.tool, 1_024),
    clean(entry.rule, 1_000),
    clean(entry.reason, 4_000),
    entry.policyVersionId,
    entry.review,
    entry.class,
    clean(entry.requestId, 200),
    arrayText(keysOf(entry)),
  ];
  if (candidate === null && entry.arguments === null && approvalId === null) return values;
  const sealed = entry.arguments === null ? null : sealArguments(entry.arguments, 'DecisionRecord', entry.id);
  values.push(
    candidate?.versionId ?? null,
    candidate?.verdict ?? null,
    candidate ? clean(candidate.rule, 1_000) : null,
    sealed,
    approvalId,
  );
  return values;
}

/** By name, as `sallyport_record` takes it. What is null is left out. */
export type RecordRow = {
  [name in (typeof names)[number] | 'verdict']?: string | string[];
} & { retryAfterSeconds?: number; atMs?: number };

/** `atMs`: when it was, where that is not the time of writing. */
export function rowOf(entry: RecordEntry, atMs?: number): RecordRow {
  const row: RecordRow = {};
  for (const [at, value] of valuesOf(entry, null).entries()) {
    const name = names[at];
    if (name !== undefined && value !== null) row[name] = value;
  }
  row.argumentKeys = keysOf(entry);
  row.verdict = entry.verdict;
  if (entry.retryAfterSeconds !== null) row.retryAfterSeconds = entry.retryAfterSeconds;
  if (atMs !== undefined) row.atMs = atMs;
  return row;
}

function keysOf({ argumentKeys }: RecordEntry): string[] {
  return argumentKeys.slice(0, 100).map((key) => clean(key, 200));
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
