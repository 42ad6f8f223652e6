import * as z from 'zod';
import {
  CreatePolicy,
  createPolicy,
  getPolicy,
  ListPolicies,
  listPolicies,
  movePolicyToServer,
  OfPolicy,
  PolicyName,
  renamePolicy,
  SavePolicy,
  savePolicy,
} from '@/lib/control';
import { AppError } from '@/lib/errors';
import type { Json } from '@/lib/json';
import { type Fault, printJson } from '@/lib/policy';
import { count, id } from '../answers/common';
import { Policy, PolicySummary } from '../answers/control';
import { nothing, operation } from '../operation';

const { serverId } = CreatePolicy.shape;

const isDocument = (value: unknown): value is string | { [name: string]: Json } =>
  typeof value === 'string' || (typeof value === 'object' && value !== null && !Array.isArray(value));

const document = z
  .custom<string | { [name: string]: Json }>(isDocument, 'A document is a policy, or the text of one.')
  .meta({ description: 'A policy (see /policy.schema.json), or its text, which is kept byte for byte.' });

export const listPoliciesOperation = operation({
  id: 'listPolicies',
  method: 'GET',
  path: '/policies',
  summary: 'The policies of the organisation, by name',
  params: nothing,
  query: ListPolicies,
  body: null,
  status: 200,
  gives: '`{ policies }`',
  answer: z.object({ policies: z.array(PolicySummary) }),
  run: async ({ actor, query }) => ({ policies: await listPolicies(actor, query) }),
});

export const makePolicy = operation({
  id: 'createPolicy',
  method: 'POST',
  path: '/policies',
  summary: 'Make a policy',
  params: nothing,
  query: nothing,
  body: z.strictObject({ name: PolicyName.optional(), serverId: serverId.default(null), document }),
  status: 201,
  gives: '`{ id, version }`',
  answer: z.object({ id, version: count }),
  run: async ({ actor, body }) => {
    const start = { text: textOf(body.document) };
    const made = await createPolicy(actor, { name: body.name, serverId: body.serverId, start });
    if (!made.ok) throw faulty(made.faults);
    return { id: made.id, version: 1 };
  },
});

export const getPolicyOperation = operation({
  id: 'getPolicy',
  method: 'GET',
  path: '/policies/{policyId}',
  summary: 'A policy with the text of its newest version',
  params: OfPolicy,
  query: nothing,
  body: null,
  status: 200,
  gives: 'The policy with `text`, `version` and `digest`.',
  answer: Policy,
  run: async ({ actor, params }) => {
    const { tools: _tools, ...policy } = await getPolicy(actor, params);
    return policy;
  },
});

export const putPolicy = operation({
  id: 'putPolicy',
  method: 'PUT',
  path: '/policies/{policyId}',
  summary: 'Save a new version, under another name or server where they are given',
  params: OfPolicy,
  query: nothing,
  body: z.strictObject({
    name: PolicyName.optional(),
    serverId: serverId.optional(),
    document,
    message: SavePolicy.shape.message,
    baseVersion: z.int().min(1).max(2_147_483_647).optional().meta({
      description:
        'The version that it was made from. A newer one in between is a conflict. Left out: the newest.',
    }),
  }),
  status: 200,
  gives: '`{ id, version }`. The same text again makes no version.',
  answer: z.object({ id, version: count }),
  run: async ({ actor, params, body }) => {
    const before = await getPolicy(actor, params);
    const saved = await savePolicy(actor, {
      ...params,
      text: textOf(body.document),
      message: body.message,
      baseVersion: body.baseVersion ?? before.version,
    });
    if (saved.outcome === 'refused') throw faulty(saved.faults);
    if (saved.outcome === 'conflict') {
      throw new AppError('conflict', `Version ${saved.theirs.number} was saved in between.`, {
        hint: 'Read it, then save again.',
        field: 'baseVersion',
      });
    }
    if (body.name !== undefined && body.name !== before.name) {
      await renamePolicy(actor, { ...params, name: body.name });
    }
    if (body.serverId !== undefined && body.serverId !== (before.server?.id ?? null)) {
      await movePolicyToServer(actor, { ...params, serverId: body.serverId });
    }
    return { id: before.id, version: saved.version.number };
  },
});

function textOf(given: string | { [name: string]: Json }): string {
  return typeof given === 'string' ? given : `${printJson(given)}\n`;
}

const mostTold = 5;

function faulty(faults: readonly Fault[]): AppError {
  const told = faults.slice(0, mostTold).map(({ pointer, message }) => {
    return pointer === '' ? cut(message) : `${cut(pointer)}: ${cut(message)}`;
  });
  const more = faults.length - told.length;
  return new AppError('invalid', told.join(' ') || 'This is no policy.', {
    hint: more > 0 ? `And ${more} more: \`sallyport validate\` lists them.` : undefined,
    field: 'document',
  });
}

/** Names that stand in a fault are of the sender's making, and as long as they like. */
function cut(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
