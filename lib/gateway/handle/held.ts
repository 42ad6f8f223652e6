/** The answer to a call that waits for a person: in the form that its client understands. */

import { canonical, type Json, sha256 } from '@/lib/json';
import { errorCodes, metaKeys } from '@/lib/mcp';
import { type Answer, ended, heldAnswer, inputRequiredAnswer, urlRequiredAnswer } from '../answer';
import type { CallVerdict, JudgedCall } from '../decide';
import { own, type Refusal, type RequestMessage, refusal } from '../read';
import { placeOf } from '../rewrite';
import type { Exchange } from './core';

type Held = Extract<CallVerdict, { kind: 'held' }>;

/** `asked`: the client comes back from the address already. It is not sent there again. */
export function answerHeld(
  exchange: Exchange,
  message: RequestMessage,
  { decision, pending, identity }: Held,
  asked: boolean,
  sessionFlags: string,
): Answer {
  const { core, owner, generation, head } = exchange;
  const text = `${ended(decision.reason)} Approval ${pending.id} is needed.`;
  if (
    !asked &&
    generation === 'modern' &&
    opensUrls(own(own(message.params, '_meta'), metaKeys.clientCapabilities))
  ) {
    const state = JSON.stringify({ digest: identity.argumentsDigest, expiresAtMs: pending.expiresAtMs });
    const sealed = core.seal.close('approval', owner, state, placeOf(message.method, message.params.name));
    return inputRequiredAnswer(message.id, pending, text, sealed);
  }
  if (generation === 'legacy' && head.protocolVersion === '2025-11-25' && sessionFlags.includes('u'))
    return urlRequiredAnswer(message.id, pending, text);
  return heldAnswer(message.id, decision, pending, generation);
}

/** What the gateway sealed when it held a call goes with these very arguments, and not for ever. */
export function faultOfState(
  state: string,
  call: JudgedCall,
  message: RequestMessage,
  nowMs: number,
): Refusal | null {
  const { digest, expiresAtMs } = JSON.parse(state) as { digest: string; expiresAtMs: number };
  if (digest !== sha256(canonical(call.args ?? {})))
    return refusal(400, errorCodes.invalidParams, 'The requestState belongs to other arguments.', message.id);
  if (expiresAtMs <= nowMs)
    return refusal(
      400,
      errorCodes.invalidParams,
      'The requestState has expired: call again without it.',
      message.id,
    );
  return null;
}

/** Elicitation in mode `url`. Source: specification 2025-11-25 and 2026-07-28, client/elicitation. */
export function opensUrls(capabilities: Json | undefined): boolean {
  const url = own(own(capabilities, 'elicitation'), 'url');
  return typeof url === 'object' && url !== null;
}
