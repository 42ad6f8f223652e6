/** What the verbs of control accept, parsed at the edge. */

import * as z from 'zod';
import { auditActions, auditKinds } from '@/lib/audit';
import type { Permission } from '@/lib/gateway/ports';
import { Id } from '@/lib/id';
import { roles } from '@/lib/rights';

const wholeNumber = 'Give a whole number.';

/** The database keeps no NUL. In a policy's text it stands written as an escape, and is kept. */
const noNul = (given: string) => !given.includes('\0');

/** policy-language.md, section 2: a document has at most 1 MiB. Bytes are counted by the verb; this only bounds the work. */
const text = z.string().max(1_048_576, 'A policy has at most 1 MiB.');

export const PolicyName = z
  .string()
  .trim()
  .min(1, 'Give the policy a name.')
  .max(120, 'A name has at most 120 characters.')
  .refine((name) => !/\p{Cc}/u.test(name), 'A name holds no control characters.');

export const startingPoints = ['recommended', 'by-class', 'read-only', 'deny-all', 'blank'] as const;

export const CreatePolicy = z.strictObject({
  /** Left out: made from the server's name. */
  name: PolicyName.optional(),
  serverId: Id.nullable(),
  /** `{ text }` imports a document: it must parse, and is kept byte for byte. */
  start: z.union([z.enum(startingPoints), z.strictObject({ text })]),
});
export type CreatePolicy = z.output<typeof CreatePolicy>;

export const OfPolicy = z.strictObject({ policyId: Id });
export type OfPolicy = z.output<typeof OfPolicy>;

export const OfVersion = z.strictObject({ policyId: Id, number: z.int().min(1).max(2_147_483_647) });
export type OfVersion = z.output<typeof OfVersion>;

export const ListPolicies = z.strictObject({ serverId: Id.optional() });
export type ListPolicies = z.output<typeof ListPolicies>;

export const SavePolicy = z.strictObject({
  policyId: Id,
  text,
  message: z
    .string()
    .trim()
    .max(500, 'A message has at most 500 characters.')
    .refine(noNul, 'A message holds no NUL.')
    .default(''),
  /** The version that the author started from. */
  baseVersion: z.int().min(1).max(2_147_483_647),
});
export type SavePolicy = z.output<typeof SavePolicy>;

export const RenamePolicy = z.strictObject({ policyId: Id, name: PolicyName });
export type RenamePolicy = z.output<typeof RenamePolicy>;

export const MovePolicy = z.strictObject({ policyId: Id, serverId: Id.nullable() });
export type MovePolicy = z.output<typeof MovePolicy>;

export const DownloadPolicy = z.strictObject({
  policyId: Id,
  version: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
});
export type DownloadPolicy = z.output<typeof DownloadPolicy>;

// ── Enforcement ──

const label = z
  .string()
  .trim()
  .min(1, 'Give it a name that tells whose it is.')
  .max(120, 'A name has at most 120 characters.')
  .refine((name) => !/\p{Cc}/u.test(name), 'A name holds no control characters.');

/** What a grant may be given beside tools. As in the gateway's ports. */
export const grantPermissions = [
  'resources',
  'prompts',
  'completion',
  'logging',
  'tasks',
  'sampling',
  'elicitation',
] as const satisfies readonly Permission[];

const may = z
  .array(z.enum(grantPermissions))
  .max(grantPermissions.length)
  .transform((list) => grantPermissions.filter((name) => list.includes(name)));
const versionNumber = z.int().min(1).max(2_147_483_647);
const maxInFlight = z
  .int(wholeNumber)
  .min(1, 'At least one call at once.')
  .max(1_000, 'At most 1,000 calls at once.');
const expiresAt = z.iso
  .datetime({ offset: true, error: 'Give a date and time, such as 2030-01-31T12:00:00Z.' })
  .transform((text) => new Date(text));

/** `policyNumber` pins a version; null, or left out, follows the newest. */
export const CreateGrant = z.strictObject({
  serverId: Id,
  label,
  policyId: Id.nullable(),
  policyNumber: versionNumber.nullable().default(null),
  candidateId: Id.nullable().default(null),
  candidateNumber: versionNumber.nullable().default(null),
  may: may.default([]),
  maxInFlight: maxInFlight.default(20),
  expiresAt: expiresAt
    .refine((date) => date.getTime() > Date.now(), 'This is in the past.')
    .nullable()
    .default(null),
});
export type CreateGrant = z.output<typeof CreateGrant>;

/** What is left out stays. */
export const UpdateGrant = z.strictObject({
  grantId: Id,
  label: label.optional(),
  policyId: Id.nullable().optional(),
  policyNumber: versionNumber.nullable().optional(),
  candidateId: Id.nullable().optional(),
  candidateNumber: versionNumber.nullable().optional(),
  may: may.optional(),
  maxInFlight: maxInFlight.optional(),
  expiresAt: expiresAt.nullable().optional(),
});
export type UpdateGrant = z.output<typeof UpdateGrant>;

export const OfGrant = z.strictObject({ grantId: Id });
export type OfGrant = z.output<typeof OfGrant>;

export const ListGrants = z.strictObject({ serverId: Id.optional() });
export type ListGrants = z.output<typeof ListGrants>;

const limit = z.coerce.number().int().min(1).max(200).default(50);

/** Newest first. `before` is the `next` of the page before; `after` asks for what is newer than a record. */
export const ListDecisions = z.strictObject({
  serverId: Id.optional(),
  grantId: Id.optional(),
  verdict: z.enum(['allow', 'deny', 'approve', 'hidden']).optional(),
  tool: z.string().max(1_024).refine(noNul, 'A name holds no NUL.').optional(),
  rule: z.string().max(1_000).refine(noNul, 'A place in a policy holds no NUL.').optional(),
  /** Only those of which the candidate policy would have said something else. */
  candidate: z.enum(['differs']).optional(),
  before: Id.optional(),
  after: Id.optional(),
  limit,
});
export type ListDecisions = z.output<typeof ListDecisions>;

/** The same filter without the verdict. */
export const CountDecisions = ListDecisions.pick({ serverId: true, grantId: true, tool: true, rule: true });
export type CountDecisions = z.output<typeof CountDecisions>;

export const OfDecision = z.strictObject({ decisionId: Id });
export type OfDecision = z.output<typeof OfDecision>;

export const approvalStates = ['pending', 'approved', 'denied', 'spent', 'expired'] as const;

/** `answered`: whatever became of it, a person has answered. */
export const ListApprovals = z.strictObject({
  state: z.enum([...approvalStates, 'answered']).optional(),
  serverId: Id.optional(),
  before: Id.optional(),
  limit,
});
export type ListApprovals = z.output<typeof ListApprovals>;

export const LatelyAnswered = z.strictObject({ serverId: Id.optional(), limit });
export type LatelyAnswered = z.output<typeof LatelyAnswered>;

export const OfApproval = z.strictObject({ approvalId: Id });
export type OfApproval = z.output<typeof OfApproval>;

export const DecideApproval = z.strictObject({
  approvalId: Id,
  decision: z.enum(['approve', 'deny']),
  /** Of a denial the agent is told it. */
  reason: z
    .string()
    .trim()
    .max(500, 'A reason has at most 500 characters.')
    .refine(noNul, 'A reason holds no NUL.')
    .default(''),
});
export type DecideApproval = z.output<typeof DecideApproval>;

const setting = z.enum(['deny', 'hold', 'allow']);
const days = z.int(wholeNumber).min(1, 'At least one day.').max(365, 'At most 365 days.');

/** What is left out stays. */
export const SetEnforcement = z.strictObject({
  serverId: Id,
  unreviewed: setting.optional(),
  drifted: setting.optional(),
  timeoutMs: z
    .int(wholeNumber)
    .min(1_000, 'At least a second.')
    .max(3_600_000, 'At most an hour.')
    .optional(),
  maxInFlight: maxInFlight.optional(),
  recordsArguments: z.boolean().optional(),
  argumentsDays: days.optional(),
  recordsDays: days.optional(),
});
export type SetEnforcement = z.output<typeof SetEnforcement>;

export const OfServerEnforcement = z.strictObject({ serverId: Id });
export type OfServerEnforcement = z.output<typeof OfServerEnforcement>;

export const OfServerCalls = z.strictObject({ serverId: Id });
export type OfServerCalls = z.output<typeof OfServerCalls>;

/** Newest first. `before` is the `next` of the page before. */
export const ListTrail = z.strictObject({
  /** A person's id, `token:` and a token's, or `operator`: whoever worked at the machine, or the clock. */
  by: Id.optional(),
  kind: z.enum(auditKinds).optional(),
  action: z.enum(auditActions).optional(),
  subjectId: Id.optional(),
  before: Id.optional(),
  limit,
});
export type ListTrail = z.output<typeof ListTrail>;

export const CreateApiToken = z.strictObject({ name: label, role: z.enum(roles) });
export type CreateApiToken = z.output<typeof CreateApiToken>;

export const OfApiToken = z.strictObject({ tokenId: Id });
export type OfApiToken = z.output<typeof OfApiToken>;
