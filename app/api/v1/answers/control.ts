import * as z from 'zod';
import { approvalStates, grantPermissions } from '@/lib/control';
import { count, id, named, riskClass, time } from './common';

const summary = {
  id,
  name: z.string(),
  server: named.nullable(),
  version: count,
  savedBy: z.string(),
  savedAt: time,
  createdAt: time,
};
export const PolicySummary = z.object(summary).meta({ id: 'PolicySummary' });
export const Policy = z.object({ ...summary, text: z.string(), digest: z.string() }).meta({ id: 'Policy' });

const grantedPolicy = z
  .object({
    ...named.shape,
    number: count.nullable().meta({ description: 'null: the newest is followed.' }),
    newest: count,
  })
  .nullable();

export const Grant = z
  .object({
    id,
    label: z.string(),
    server: named,
    tokenPrefix: z.string(),
    policy: grantedPolicy,
    candidate: grantedPolicy,
    may: z.array(z.enum(grantPermissions)),
    maxInFlight: count,
    state: z.enum(['active', 'expired', 'revoked']),
    expiresAt: time.nullable(),
    revokedAt: time.nullable(),
    lastUsedAt: time.nullable(),
    createdAt: time,
    createdBy: z.string(),
  })
  .meta({ id: 'Grant' });
export const MadeGrant = z.object({ id, token: z.string(), url: z.string() });

const verdict = z.enum(['allow', 'deny', 'approve', 'hidden']);
const keptArguments = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('kept'), text: z.string() }),
  z.object({ kind: z.literal('not-kept') }),
  z.object({ kind: z.literal('not-yours') }),
]);

const decision = {
  id,
  at: time,
  server: z.object({ id, name: z.string().nullable() }),
  grant: z.object({ id, label: z.string().nullable() }),
  method: z.string(),
  tool: z.string().nullable(),
  verdict,
  rule: z.string(),
  reason: z.string(),
  class: riskClass.nullable(),
  review: z.string().nullable(),
  candidate: z.object({ verdict, rule: z.string() }).nullable(),
  retryAfterSeconds: count.nullable(),
  requestId: z.string(),
  argumentKeys: z.array(z.string()),
  outcome: z
    .object({
      status: z.string(),
      httpStatus: z.int().nullable(),
      latencyMs: z.number(),
      requestBytes: count,
      responseBytes: count,
      error: z.string().nullable(),
    })
    .nullable()
    .meta({ description: 'What an admitted call came to; null until it is known.' }),
  approvalId: id.nullable(),
};
export const DecisionItem = z.object(decision).meta({ id: 'DecisionItem' });

const policyVersion = z.object({ ...named.shape, number: count }).nullable();
export const Decision = z
  .object({
    ...decision,
    policy: policyVersion,
    candidatePolicy: policyVersion,
    arguments: keptArguments,
    steps: z.array(
      z.object({
        title: z.string(),
        outcome: z.enum(['passed', 'stopped', 'skipped']),
        says: z.string(),
      }),
    ),
  })
  .meta({ id: 'Decision' });

export const Approval = z
  .object({
    id,
    state: z.enum(approvalStates),
    outdated: z.enum(['grant', 'policy', 'definition']).nullable().meta({
      description:
        'What has moved since the call was held, so that it would not go through: it cannot be approved.',
    }),
    server: named,
    grant: z.object({ id, label: z.string() }),
    tool: z.string(),
    rule: z.string(),
    reason: z.string(),
    argumentKeys: z.array(z.string()),
    arguments: keptArguments,
    argumentsDigest: z.string(),
    recordId: id,
    createdAt: time,
    expiresAt: time,
    decidedBy: z.string().nullable(),
    decidedAt: time.nullable(),
    decisionReason: z.string(),
    spentAt: time.nullable(),
  })
  .meta({ id: 'Approval' });

export const TrailEvent = z
  .object({
    id,
    at: time,
    by: named,
    action: z.string(),
    subject: z.object({ kind: z.string(), ...named.shape, exists: z.boolean() }),
    details: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'TrailEvent' });
