/** What of a client's request is changed on its way to the server: the server's own opaque values, found to be this grant's. */

import type { JsonNode } from '@/lib/json';
import { errorCodes, type Generation, metaKeys } from '@/lib/mcp';
import {
  memberOf,
  own,
  type Refusal,
  type RequestMessage,
  type ResponseMessage,
  refusal,
  writtenOf,
} from '../read';
import type { Owner, Seal } from '../seal';
import { relatedTask, replaced } from './note';
import { type Splice, spliced, withMember, withoutMembers } from './splice';

export type OpenedRequest = {
  ok: true;
  /** The bytes that were judged, but for what the gateway itself had sealed or asked. */
  bytes: Buffer;
  /** What the gateway sealed when it held this call. */
  approvalState: string | null;
  /** The server's own task id, which `Mcp-Name` repeats. */
  taskId: string | null;
};

/** Where a state belongs: it is of no use with another method or another tool. */
export function placeOf(method: string, name: unknown): string {
  return JSON.stringify([method, typeof name === 'string' ? name : null]);
}

export function openRequest(
  message: RequestMessage,
  generation: Generation,
  seal: Seal,
  owner: Owner,
): OpenedRequest | Refusal {
  const opened: OpenedRequest = { ok: true, bytes: message.bytes, approvalState: null, taskId: null };
  const ofTask = message.method.startsWith('tasks/');
  const aboutTask = own(own(message.params, '_meta'), metaKeys.relatedTask) !== undefined;
  const withState = generation === 'modern' && Object.hasOwn(message.params, 'requestState');
  if (!ofTask && !aboutTask && !withState) return opened;
  const { text, root } = writtenOf(message);
  const params = memberOf(root, 'params');
  // A task is named: without parameters there is none.
  if (params?.kind !== 'object') return ofTask ? foreign('taskId', message) : opened;
  const splices: Splice[] = [];

  const state = generation === 'modern' ? memberOf(params, 'requestState') : undefined;
  if (state !== undefined) {
    const place = placeOf(message.method, message.params.name ?? message.params.uri);
    const sealed = textOf(state);
    const theirs = seal.open('state', owner, sealed, place);
    const ours = theirs === null ? seal.open('approval', owner, sealed, place) : null;
    if (theirs !== null) splices.push({ start: state.start, end: state.end, text: JSON.stringify(theirs) });
    else if (ours === null) return foreign('requestState', message);
    else {
      // INVARIANT: what answers the gateway's own question never reaches the server.
      opened.approvalState = ours;
      const bare = withoutMembers(text, params, (key) => key === 'requestState' || key === 'inputResponses');
      if (bare !== null) splices.push(bare);
    }
  }
  if (ofTask) {
    const task = memberOf(params, 'taskId');
    const inner = task === undefined ? null : seal.open('task', owner, textOf(task));
    if (inner === null) return foreign('taskId', message);
    opened.taskId = inner;
    splices.push(withMember(params, 'taskId', JSON.stringify(inner)));
  }
  const about = relatedTask(params);
  if (about !== undefined) {
    const inner = opened.approvalState === null ? seal.open('task', owner, textOf(about)) : null;
    if (inner === null) return foreign('task of "_meta"', message);
    splices.push(...replaced(about, () => inner));
  }
  if (splices.length > 0) opened.bytes = Buffer.from(spliced(text, splices), 'utf8');
  return opened;
}

/** The client's answer to something that the server asked while it worked on a task. Other ids are the client's own. */
export function openResponse(message: ResponseMessage, seal: Seal, owner: Owner): Buffer {
  if (!message.bytes.includes(metaKeys.relatedTask)) return message.bytes;
  const { text, root } = writtenOf(message);
  const result = memberOf(root, 'result');
  const about = result?.kind === 'object' ? relatedTask(result) : undefined;
  const inner = about === undefined ? null : seal.open('task', owner, textOf(about));
  if (inner === null) return message.bytes;
  const splices = replaced(about, () => inner);
  return Buffer.from(spliced(text, splices), 'utf8');
}

function textOf(node: JsonNode): string {
  return node.kind === 'scalar' && typeof node.value === 'string' ? node.value : '';
}

function foreign(member: string, message: RequestMessage): Refusal {
  return refusal(400, errorCodes.invalidParams, `The ${member} was not given to this grant.`, message.id);
}
