import * as z from 'zod';
import { confirmReview, getServer, ListReviews, OfServer, SetLookEvery, setLookEvery } from '@/lib/catalogue';
import { reviewInbox } from '@/lib/control';
import { count } from '../answers/common';
import { Looking, PendingReviews } from '../answers/servers';
import { nothing, operation } from '../operation';

export const listReviewsOperation = operation({
  id: 'listReviews',
  method: 'GET',
  path: '/reviews',
  summary: 'What waits for a review, over all servers: new, changed and removed tools, the riskiest first',
  params: nothing,
  query: ListReviews,
  body: null,
  status: 200,
  gives:
    '`{ servers }`, each with its `offer` and `tools`: what changed piece by piece, findings, and what confirming it means for each policy.',
  answer: PendingReviews,
  run: async ({ actor, query }) => ({ servers: await reviewInbox(actor, query) }),
});

export const review = operation({
  id: 'reviewServer',
  method: 'POST',
  path: '/servers/{serverId}/reviews',
  summary: 'Confirm what a server offers: all that is new, changed or removed, or some of it',
  params: OfServer,
  query: nothing,
  body: z
    .strictObject({
      offer: z.string().max(128).optional().meta({
        description: 'The `offer` of the tools that were looked at. Left out: whatever is offered now.',
      }),
      all: z.literal(true).optional().meta({ description: 'The same as naming no tools.' }),
      tools: z.array(z.string().max(1_024)).max(10_000).optional().meta({ description: 'Left out: all.' }),
    })
    .refine(({ all, tools }) => !all || tools === undefined, {
      message: 'All tools, or those that are named: not both.',
      path: ['tools'],
    }),
  status: 200,
  gives: '`{ reviewed, removed }`, how many definitions.',
  answer: z.object({ reviewed: count, removed: count }),
  run: async ({ actor, params, body }) => {
    const offer = body.offer ?? (await getServer(actor, params)).offer;
    return confirmReview(actor, { ...params, offer, tools: body.tools });
  },
});

export const setServerLooking = operation({
  id: 'setServerLooking',
  method: 'PATCH',
  path: '/servers/{serverId}/looking',
  summary: 'Set how often a server is asked again what it offers',
  params: OfServer,
  query: nothing,
  body: SetLookEvery.omit({ serverId: true }),
  status: 200,
  gives: '`{ every, last, next, failures }`.',
  answer: Looking,
  run: ({ actor, params, body }) => setLookEvery(actor, { ...body, ...params }),
});
