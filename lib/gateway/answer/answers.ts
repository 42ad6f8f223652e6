/** What the gateway itself answers. Shapes: the policy language, section 4. */

import type { Json, JsonObject } from '@/lib/json';
import { errorCodes, type Generation, type RpcId } from '@/lib/mcp';
import type { Decision } from '@/lib/policy';
import { metaKey } from './own-codes';

/** A whole answer of ours. `status` is HTTP's. */
export type Answer = { status: number; headers: Record<string, string>; body: string | null };

export function resultAnswer(id: RpcId, result: JsonObject, generation: Generation): Answer {
  const whole = generation === 'modern' ? { resultType: 'complete', ...result } : result;
  return json(200, { jsonrpc: '2.0', id, result: whole });
}

export function errorAnswer(
  status: number,
  code: number,
  message: string,
  id: RpcId | null,
  more: { data?: Json | undefined; headers?: Record<string, string> | undefined } = {},
): Answer {
  const error: JsonObject = { code, message };
  if (more.data !== undefined) error.data = more.data;
  return json(status, { jsonrpc: '2.0', id, error }, more.headers);
}

export function deniedAnswer(
  id: RpcId,
  decision: Decision,
  recordId: string,
  generation: Generation,
): Answer {
  const told: JsonObject = { verdict: 'deny', rule: decision.rule, record: recordId };
  if (decision.retryAfterSeconds !== undefined) told.retryAfterSeconds = decision.retryAfterSeconds;
  return resultAnswer(id, blocked(`[POLICY DENIED] ${decision.reason}`, told), generation);
}

export type Pending = { id: string; url: string; expiresAtMs: number };

export function heldAnswer(id: RpcId, decision: Decision, pending: Pending, generation: Generation): Answer {
  const told: JsonObject = {
    verdict: 'approve',
    rule: decision.rule,
    approval: pending.id,
    url: pending.url,
    expiresAt: new Date(pending.expiresAtMs).toISOString(),
  };
  const text =
    `[APPROVAL REQUIRED] ${ended(decision.reason)} Approval ${pending.id}: a person can decide at ${pending.url}. ` +
    'Call again with the same arguments once it is approved.';
  return resultAnswer(id, blocked(text, told), generation);
}

/** What a policy's author wrote, as a sentence that another may follow. */
export function ended(reason: string): string {
  return /[.!?…:;]$/u.test(reason) ? reason : `${reason}.`;
}

/** As a server answers a tool that it does not have. */
export function hiddenAnswer(id: RpcId, tool: string): Answer {
  return errorAnswer(200, errorCodes.invalidParams, `Unknown tool: ${tool}`, id);
}

function blocked(text: string, told: JsonObject): JsonObject {
  return { content: [{ type: 'text', text }], isError: true, _meta: { [metaKey]: told } };
}

function json(status: number, value: JsonObject, headers: Record<string, string> = {}): Answer {
  const all = { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers };
  return { status, headers: all, body: JSON.stringify(value) };
}
