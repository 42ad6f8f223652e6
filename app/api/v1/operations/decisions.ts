import * as z from 'zod';
import {
  DecideApproval,
  decideApproval,
  getApproval,
  getDecision,
  ListApprovals,
  ListDecisions,
  listApprovals,
  listDecisions,
  OfApproval,
  OfDecision,
} from '@/lib/control';
import { next } from '../answers/common';
import { Approval, Decision, DecisionItem } from '../answers/control';
import { nothing, operation } from '../operation';

export const listDecisionsOperation = operation({
  id: 'listDecisions',
  method: 'GET',
  path: '/decisions',
  summary: 'What the gateway decided, the newest first',
  params: nothing,
  query: ListDecisions,
  body: null,
  status: 200,
  gives: '`{ decisions, next }`. Where `next` is not null it is the `before` of the next page.',
  answer: z.object({ decisions: z.array(DecisionItem), next }),
  run: ({ actor, query }) => listDecisions(actor, query),
});

export const getDecisionOperation = operation({
  id: 'getDecision',
  method: 'GET',
  path: '/decisions/{decisionId}',
  summary: 'One decision, step by step',
  params: OfDecision,
  query: nothing,
  body: null,
  status: 200,
  gives: 'The decision with its `steps`, policy version and kept arguments.',
  answer: Decision,
  run: ({ actor, params }) => getDecision(actor, params),
});

export const listApprovalsOperation = operation({
  id: 'listApprovals',
  method: 'GET',
  path: '/approvals',
  summary: 'Held calls, the newest first; `state=pending` for those that wait',
  params: nothing,
  query: ListApprovals,
  body: null,
  status: 200,
  gives: '`{ approvals, next }`. Where `next` is not null it is the `before` of the next page.',
  answer: z.object({ approvals: z.array(Approval), next }),
  run: ({ actor, query }) => listApprovals(actor, query),
});

export const getApprovalOperation = operation({
  id: 'getApproval',
  method: 'GET',
  path: '/approvals/{approvalId}',
  summary: 'One held call',
  params: OfApproval,
  query: nothing,
  body: null,
  status: 200,
  gives: 'The approval.',
  answer: Approval,
  run: ({ actor, params }) => getApproval(actor, params),
});

export const answerApproval = operation({
  id: 'decideApproval',
  method: 'POST',
  path: '/approvals/{approvalId}',
  summary: 'Let one identical call through, or deny it with a reason',
  params: OfApproval,
  query: nothing,
  body: DecideApproval.omit({ approvalId: true }),
  status: 200,
  gives: 'The approval as it is now. One that somebody has answered already is a conflict.',
  answer: Approval,
  run: ({ actor, params, body }) => decideApproval(actor, { ...body, ...params }),
});
