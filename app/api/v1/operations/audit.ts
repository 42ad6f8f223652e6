import * as z from 'zod';
import { ListTrail, listTrail } from '@/lib/control';
import { next } from '../answers/common';
import { TrailEvent } from '../answers/control';
import { nothing, operation } from '../operation';

export const listAudit = operation({
  id: 'listAudit',
  method: 'GET',
  path: '/audit',
  summary: 'Who changed what, the newest first. For owners and admins',
  params: nothing,
  query: ListTrail,
  body: null,
  status: 200,
  gives:
    '`{ events, next }`, each event with `at`, `by`, `action`, `subject` and `details`. Where `next` is not null it is the `before` of the next page. `by`: the id of a person, `token:` and that of a token, or `operator`.',
  answer: z.object({ events: z.array(TrailEvent), next }),
  run: ({ actor, query }) => listTrail(actor, query),
});
