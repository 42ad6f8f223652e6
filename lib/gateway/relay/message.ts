/** One message of a server on its way to a client: passed, changed, or kept back. */

import { type JsonObject, readJson } from '@/lib/json';
import { type Generation, metaKeys, type RpcId } from '@/lib/mcp';
import { ownCodes } from '../answer';
import { permissionOfServerNotification, permissionOfServerRequest } from '../decide';
import { parseServerMessage, type ServerMessage } from '../parsed';
import type { OutcomeStatus } from '../ports';
import { own } from '../read';
import { type AnswerFlags, type AnswerTo, rewriteAnswer, rewriteNote } from '../rewrite';
import { type Asked, type RelayContext, rulesOf } from './context';
import { isPlainAnswer } from './plain-answer';

export type Passed =
  /** `answers`: it is the answer to what was asked, and ends the call. */
  | { kind: 'pass'; text: string; answers: OutcomeStatus | null; flags: AnswerFlags | null }
  | { kind: 'keep' }
  | { kind: 'broken'; why: string };

const keep: Passed = { kind: 'keep' };

/** Whether it is the answer to what was asked, and passes as it is: most are, and are not read for it. */
export function passesUnread(bytes: Buffer, { asked, generation }: RelayContext): boolean {
  return asked !== null && answerTo(asked, generation) === 'other' && isPlainAnswer(bytes, asked.id);
}

export function passMessage(text: string, context: RelayContext): Passed {
  const message = parseServerMessage(text);
  if (message === null)
    return { kind: 'broken', why: 'The server sent something that is no JSON-RPC message.' };
  switch (message.kind) {
    case 'notification':
      if (message.method === 'notifications/tools/list_changed') context.toolsChanged();
      return passNotification(message.method, text, context);
    case 'request':
      return passRequest(message, text, context);
    case 'error':
    case 'result':
      return passAnswer(message, text, context);
  }
  return message satisfies never;
}

function passNotification(method: string, text: string, context: RelayContext): Passed {
  const permission = permissionOfServerNotification(method);
  const granted = permission === null || context.enforcement.grant.may.includes(permission);
  return granted ? passNote(method, text, context) : keep;
}

function passRequest(
  { id, method }: { id: RpcId; method: string },
  text: string,
  context: RelayContext,
): Passed {
  // Servers of the modern generation ask by their results.
  if (context.generation === 'modern') return keep;
  const permission = permissionOfServerRequest(method);
  const granted = permission === null || (permission && context.enforcement.grant.may.includes(permission));
  if (granted) return passNote(method, text, context);
  const error = { code: ownCodes.notGranted, message: `${method} is not allowed for this client.` };
  context.reply(JSON.stringify({ jsonrpc: '2.0', id, error }));
  return keep;
}

/** One that can be read in two ways is kept back: nobody waits for it. */
function passNote(method: string, text: string, context: RelayContext): Passed {
  const { seal, owner } = context;
  const bound = rewriteNote(text, method, (taskId) => seal.close('task', owner, taskId));
  return bound === null ? keep : { kind: 'pass', text: bound, answers: null, flags: null };
}

function passAnswer(
  message: Extract<ServerMessage, { kind: 'result' | 'error' }>,
  text: string,
  context: RelayContext,
): Passed {
  const { asked } = context;
  const mine = asked !== null && message.id === asked.id;
  // INVARIANT: on the answer to a POST nobody else's answer passes. A GET stream replays earlier ones of its session.
  if (asked !== null && !mine && !(message.kind === 'error' && message.id === null)) return keep;
  if (message.kind === 'error')
    return { kind: 'pass', text, answers: mine || asked ? 'rpc_error' : null, flags: null };
  const { result } = message;
  const to = answerTo(asked, context.generation);
  const answers: OutcomeStatus | null =
    asked === null ? null : result.isError === true ? 'tool_error' : 'answered';
  const untouched =
    (to === 'other' || (to === 'kept' && !isShared(result))) &&
    !(
      Object.hasOwn(result, 'task') ||
      Object.hasOwn(result, 'taskId') ||
      Object.hasOwn(result, 'requestState') ||
      Object.hasOwn(result, 'inputRequests') ||
      own(own(result, '_meta'), metaKeys.relatedTask) !== undefined
    );
  if (untouched && hasTwoResults(text))
    return { kind: 'broken', why: "The server's answer can be read in two ways." };
  if (untouched) return { kind: 'pass', text, answers, flags: null };
  const rewritten = rewriteAnswer(text, to, rulesOf(context));
  if (!rewritten.ok) return { kind: 'broken', why: `The server's answer is kept back: ${rewritten.why}.` };
  return { kind: 'pass', text: rewritten.text, answers, flags: rewritten.flags };
}

/** Readers differ in which of two they take, and the other may ask what the grant does not allow. */
function hasTwoResults(text: string): boolean {
  const name = '"result"';
  if (text.indexOf(name) === text.lastIndexOf(name) && !text.includes('\\u00')) return false;
  const { faults } = readJson(text);
  return faults.some(({ code, pointer }) => code === 'duplicate-key' && pointer === '/result');
}

/** Results beside lists of tools that modern clients may keep. Source: specification 2026-07-28, server/utilities/caching. */
const cacheable = new Set(['resources/list', 'resources/templates/list', 'resources/read', 'prompts/list']);

function answerTo(asked: Asked | null, generation: Generation): AnswerTo {
  if (asked === null) return 'unknown';
  const { method } = asked;
  if (method === 'tools/list' || method === 'initialize' || method === 'server/discover') return method;
  return generation === 'modern' && cacheable.has(method) ? 'kept' : 'other';
}

/** It may be kept, and does not say that it is for whoever asked alone. */
function isShared(result: JsonObject): boolean {
  const says = Object.hasOwn(result, 'ttlMs') || Object.hasOwn(result, 'cacheScope');
  return says && own(result, 'cacheScope') !== 'private';
}
