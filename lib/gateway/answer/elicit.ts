/** A held call whose client can open an address for its person: both generations have a form for it. */

import type { JsonObject } from '@/lib/json';
import { errorCodes, type RpcId } from '@/lib/mcp';
import { type Answer, errorAnswer, type Pending, resultAnswer } from './answers';

/** 2026-07-28: the call is to be made again with `state`. Source: specification, basic/patterns, input required. */
export function inputRequiredAnswer(id: RpcId, pending: Pending, message: string, state: string): Answer {
  const request = { method: 'elicitation/create', params: { mode: 'url', message, url: pending.url } };
  const result: JsonObject = {
    resultType: 'input_required',
    inputRequests: { [pending.id]: request as JsonObject },
    requestState: state,
  };
  return resultAnswer(id, result, 'modern');
}

/** 2025-11-25, where `initialize` declared elicitation by URL. Source: specification, client/elicitation. */
export function urlRequiredAnswer(id: RpcId, pending: Pending, message: string): Answer {
  const elicitation = { mode: 'url', elicitationId: pending.id, url: pending.url, message };
  const data = { elicitations: [elicitation] };
  return errorAnswer(200, errorCodes.urlElicitationRequired, message, id, { data });
}
