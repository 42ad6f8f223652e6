/** What the verbs of the catalogue accept, parsed at the edge. Bounds are generous for people and tight for machines. */

import * as z from 'zod';
import { Id } from '@/lib/id';
import { faultsOfHeaders } from '@/lib/mcp';
import { riskClasses } from '@/lib/policy';
import { readServerUrl } from '@/lib/upstream';
import { lookEveries } from './look-times';

const noControls = (text: string) => !/\p{Cc}/u.test(text);

export const ServerName = z
  .string()
  .trim()
  .min(1, 'Give the server a name.')
  .max(120, 'A name has at most 120 characters.')
  .refine(noControls, 'A name holds no control characters.');

const headerName = z
  .string()
  .trim()
  .min(1, 'Give the header a name.')
  .max(128, 'The name of a header has at most 128 characters.');
const headerValue = z.string().max(8_192, 'A header value has at most 8,192 characters.');
const envName = z
  .string()
  .trim()
  .max(200)
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'A variable is letters, digits and _, and starts with no digit.');
const envValue = z
  .string()
  .max(32_768, 'A variable has at most 32,768 characters.')
  .refine((text) => !text.includes('\0'), 'A variable holds no NUL.');

const once = (entries: { name: string }[], fold: (name: string) => string) =>
  new Set(entries.map((entry) => fold(entry.name))).size === entries.length;

/** What the wire cannot carry, or the protocol sets itself, is told by lib/mcp in a sentence. */
const headerList = <V extends z.ZodType<string | null>>(value: V) =>
  z
    .array(z.strictObject({ name: headerName, value }))
    .max(50, 'At most 50 headers.')
    .refine((list) => once(list, (name) => name.toLowerCase()), 'A header is named twice.')
    .superRefine((list, context) => {
      const headers: readonly { name: string; value?: unknown }[] = list;
      headers.forEach((header, index) => {
        const [fault] = faultsOfHeaders({ [header.name]: String(header.value ?? '') });
        if (fault) context.addIssue({ code: 'custom', message: fault, path: [index] });
      });
    });
const envList = <V extends z.ZodType>(value: V) =>
  z
    .array(z.strictObject({ name: envName, value }))
    .max(100, 'At most 100 variables.')
    .refine((list) => once(list, (name) => name), 'A variable is named twice.');

const url = z
  .string()
  .trim()
  .min(1, 'Give the address of the server.')
  .superRefine((text, context) => {
    const read = readServerUrl(text);
    if (!read.ok) context.addIssue({ code: 'custom', message: `${read.message} ${read.hint}` });
  });

const argument = z
  .string()
  .max(4_096)
  .refine((text) => !text.includes('\0'), 'An argument holds no NUL.');
const command = z
  .string()
  .trim()
  .min(1, 'Give the command.')
  .max(1_024)
  .refine(noControls, 'A command holds no control characters.');
const args = z.array(argument).max(100, 'At most 100 arguments.');

const confirmed = z.array(z.string().max(4_096)).max(101);

const scopes = z
  .string()
  .trim()
  .max(2_048, 'Scopes have at most 2,048 characters.')
  .refine(
    (text) => /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/.test(text),
    'Scopes are words with a blank between two.',
  );
const clientId = z
  .string()
  .trim()
  .min(1, 'Give the client id.')
  .max(2_048, 'A client id has at most 2,048 characters.')
  .regex(/^[\x20-\x7e]+$/, 'A client id is letters, digits and signs.');
const clientSecret = z
  .string()
  .min(1)
  .max(8_192, 'A client secret has at most 8,192 characters.')
  .regex(/^[\x20-\x7e]+$/, 'A client secret is letters, digits and signs.');

/** What a person knows of getting access to a server. All can be left out: then it is found out. */
const oauth = {
  clientId: clientId.optional(),
  clientSecret: clientSecret.optional(),
  scopes: scopes.optional(),
};
const secretHasId = (given: { clientId?: string; clientSecret?: string }) =>
  given.clientSecret === undefined || given.clientId !== undefined;
const idMissing = { message: 'A client secret needs its client id.', path: ['clientId'] };

export const ByOAuth = z.strictObject(oauth).refine(secretHasId, idMissing);
export type ByOAuth = z.output<typeof ByOAuth>;

export const Connect = z.strictObject({ serverId: Id, ...oauth }).refine(secretHasId, idMissing);
export type Connect = z.output<typeof Connect>;

/** What an authorization server leads back with. RFC 6749, section 4.1.2, and RFC 9207. Loose: it may say more. */
export const ComeBack = z.object({
  state: z.string().min(1).max(200),
  code: z.string().min(1).max(8_192).optional(),
  error: z.string().min(1).max(200).optional(),
  iss: z.string().max(2_048).optional(),
});
export type ComeBack = z.output<typeof ComeBack>;

export const RegisterByUrl = z
  .strictObject({
    /** Left out: the host's name. */
    name: ServerName.optional(),
    url,
    headers: headerList(headerValue).default([]),
    /** It lets in by OAuth alone: until it is connected nothing is sent to it. */
    oauth: ByOAuth.optional(),
  })
  .refine(
    ({ oauth: by, headers }) => !by || headers.every(({ name }) => name.toLowerCase() !== 'authorization'),
    {
      message: 'A server that is connected by OAuth takes no Authorization header beside it.',
      path: ['headers'],
    },
  );
export type RegisterByUrl = z.output<typeof RegisterByUrl>;

export const RegisterByCommand = z.strictObject({
  name: ServerName.optional(),
  command,
  args: args.default([]),
  env: envList(envValue).default([]),
  /** What the person was shown and confirmed: the command, then each argument. */
  confirmed,
});
export type RegisterByCommand = z.output<typeof RegisterByCommand>;

/** Servers of a client's configuration, read and filled in by lib/clients where the person sees it. */
export const RegisterFromConfiguration = z.strictObject({
  servers: z
    .array(
      z.strictObject({
        /** As it stands in the configuration, or as the person wants it. */
        name: ServerName,
        target: z.discriminatedUnion('type', [
          z.strictObject({ type: z.literal('http'), url, headers: headerList(headerValue).default([]) }),
          z.strictObject({
            type: z.literal('stdio'),
            command,
            args: args.default([]),
            env: envList(envValue).default([]),
            confirmed,
          }),
        ]),
      }),
    )
    .min(1, 'Choose at least one server.')
    .max(50, 'At most 50 servers at once.'),
});
export type RegisterFromConfiguration = z.output<typeof RegisterFromConfiguration>;

export const RegisterFromListing = z.strictObject({
  /** Left out: the server's own, where the text says it. */
  name: ServerName.optional(),
  /** A `tools/list` answer: the JSON-RPC response, its result, or the list of tools. */
  text: z.string().min(1, 'Paste the answer of tools/list.').max(20_971_520, 'A listing has at most 20 MiB.'),
});
export type RegisterFromListing = z.output<typeof RegisterFromListing>;

/** A newer answer for a server that was pasted. */
export const ReplaceListing = z.strictObject({ serverId: Id, text: RegisterFromListing.shape.text });
export type ReplaceListing = z.output<typeof ReplaceListing>;

export const RegisterSample = z.strictObject({ sample: z.enum(['everything', 'filesystem', 'memory']) });
export type RegisterSample = z.output<typeof RegisterSample>;

export const OfServer = z.strictObject({ serverId: Id });
export type OfServer = z.output<typeof OfServer>;

export const OfTool = z.strictObject({ serverId: Id, toolId: Id });
export type OfTool = z.output<typeof OfTool>;

/** What is left out stays. In `headers` and `env`, which replace the whole list, a value of null keeps the secret that is there. */
export const EditServer = z.strictObject({
  serverId: Id,
  name: ServerName.optional(),
  url: url.optional(),
  headers: headerList(headerValue.nullable()).optional(),
  command: command.optional(),
  args: args.optional(),
  env: envList(envValue.nullable()).optional(),
  confirmed: confirmed.optional(),
});
export type EditServer = z.output<typeof EditServer>;

export const ConfirmReview = z.strictObject({
  serverId: Id,
  /** `ServerDetail.offer` as the person saw it: what is pinned is what was seen. */
  offer: z.string().max(128),
  /** Left out: everything that is new, changed or removed. Else only these tools, by name. */
  tools: z.array(z.string().max(1_024)).max(10_000).optional(),
});
export type ConfirmReview = z.output<typeof ConfirmReview>;

export const ListReviews = z.strictObject({ serverId: Id.optional() });
export type ListReviews = z.output<typeof ListReviews>;

export const SetLookEvery = z.strictObject({ serverId: Id, every: z.enum(lookEveries) });
export type SetLookEvery = z.output<typeof SetLookEvery>;

export const SetToolClass = z.strictObject({
  serverId: Id,
  toolId: Id,
  /** null gives the tool back to the classifier. */
  class: z.enum(riskClasses).nullable(),
});
export type SetToolClass = z.output<typeof SetToolClass>;
