/** What the verbs of control accept, parsed at the edge. */

import * as z from 'zod';

const id = z.string().min(1).max(64);

/** policy-language.md, section 2: a document has at most 1 MiB. Bytes are counted by the verb; this only bounds the work. */
const text = z.string().max(1_048_576, 'A policy has at most 1 MiB.');

export const PolicyName = z
  .string()
  .trim()
  .min(1, 'Give the policy a name.')
  .max(120, 'A name has at most 120 characters.')
  .refine((name) => !/\p{Cc}/u.test(name), 'A name holds no control characters.');

export const startingPoints = ['recommended', 'read-only', 'deny-all', 'blank'] as const;

export const CreatePolicy = z.strictObject({
  /** Left out: made from the server's name. */
  name: PolicyName.optional(),
  serverId: id.nullable(),
  /** `{ text }` imports a document: it must parse, and is kept byte for byte. */
  start: z.union([z.enum(startingPoints), z.strictObject({ text })]),
});
export type CreatePolicy = z.output<typeof CreatePolicy>;

export const OfPolicy = z.strictObject({ policyId: id });
export type OfPolicy = z.output<typeof OfPolicy>;

export const OfVersion = z.strictObject({ policyId: id, number: z.int().min(1).max(2_147_483_647) });
export type OfVersion = z.output<typeof OfVersion>;

export const ListPolicies = z.strictObject({ serverId: id.optional() });
export type ListPolicies = z.output<typeof ListPolicies>;

export const SavePolicy = z.strictObject({
  policyId: id,
  text,
  message: z.string().trim().max(500, 'A message has at most 500 characters.').default(''),
  /** The version that the author started from. */
  baseVersion: z.int().min(1).max(2_147_483_647),
});
export type SavePolicy = z.output<typeof SavePolicy>;

export const RenamePolicy = z.strictObject({ policyId: id, name: PolicyName });
export type RenamePolicy = z.output<typeof RenamePolicy>;

export const MovePolicy = z.strictObject({ policyId: id, serverId: id.nullable() });
export type MovePolicy = z.output<typeof MovePolicy>;

export const DownloadPolicy = z.strictObject({
  policyId: id,
  version: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
});
export type DownloadPolicy = z.output<typeof DownloadPolicy>;
