import * as z from 'zod';
import { OfServer } from '@/lib/catalogue';
import {
  CreateGrant,
  createGrant,
  listGrants,
  OfGrant,
  revokeGrant,
  UpdateGrant,
  updateGrant,
} from '@/lib/control';
import { addressOf } from '@/lib/wiring';
import { Grant, MadeGrant } from '../answers/control';
import { nothing, operation } from '../operation';

export const listGrantsOperation = operation({
  id: 'listGrants',
  method: 'GET',
  path: '/servers/{serverId}/grants',
  summary: 'The grants of a server, the newest first',
  params: OfServer,
  query: nothing,
  body: null,
  status: 200,
  gives: '`{ grants }`, without their tokens: those are kept nowhere.',
  answer: z.object({ grants: z.array(Grant) }),
  run: async ({ actor, params }) => ({ grants: await listGrants(actor, params) }),
});

export const makeGrant = operation({
  id: 'createGrant',
  method: 'POST',
  path: '/servers/{serverId}/grants',
  summary: 'Give an agent a way to a server',
  params: OfServer,
  query: nothing,
  body: CreateGrant.omit({ serverId: true }),
  status: 201,
  gives: '`{ id, token, url }`. The token is shown this once: put it into the client that calls `url`.',
  answer: MadeGrant,
  run: ({ actor, params, body, request }) =>
    createGrant(actor, { ...body, ...params }, addressOf(request.headers)),
});

export const changeGrant = operation({
  id: 'updateGrant',
  method: 'PATCH',
  path: '/grants/{grantId}',
  summary: 'Change a grant. It holds from the next call on',
  params: OfGrant,
  query: nothing,
  body: UpdateGrant.omit({ grantId: true }),
  status: 204,
  gives: 'Nothing.',
  answer: null,
  run: ({ actor, params, body }) => updateGrant(actor, { ...body, ...params }),
});

export const removeGrant = operation({
  id: 'revokeGrant',
  method: 'DELETE',
  path: '/grants/{grantId}',
  summary: 'Revoke a grant, for good. It holds from the next call on',
  params: OfGrant,
  query: nothing,
  body: null,
  status: 204,
  gives: 'Nothing.',
  answer: null,
  run: ({ actor, params }) => revokeGrant(actor, params),
});
