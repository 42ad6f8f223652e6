/** One JSON-RPC message, read so strictly that no other reader can take it for something else. */

import type { Json, JsonNode, JsonObject, JsonRead, ObjectNode } from '@/lib/json';
import { errorCodes, metaKeys, modernVersions, type RpcId } from '@/lib/mcp';
import { type ArgumentNotes, argumentNotes, foldName, readCallText } from '@/lib/policy';
import { readPlain } from './plain';
import { type Refusal, refusal } from './refusal';

type Common = {
  ok: true;
  /** What was read, and what goes on: never written again from the value. */
  bytes: Buffer;
  value: JsonObject;
  /** null while nobody needed to know what stands where: the message is plain. */
  read: JsonRead | null;
};
export type RequestMessage = Common & {
  kind: 'request';
  id: RpcId;
  method: string;
  params: JsonObject;
  /** `_meta`'s protocol version as it was written, or undefined: see `generationOfMessage`. */
  version: string | undefined;
};
export type NotificationMessage = Common & {
  kind: 'notification';
  method: string;
  params: JsonObject;
  version: string | undefined;
};
/** The client's answer to something that the server asked. */
export type ResponseMessage = Common & { kind: 'response'; id: RpcId };
export type ClientMessage = RequestMessage | NotificationMessage | ResponseMessage;

/** Members of `params` that the gateway or the specification gives a meaning: no other spelling of them may pass. */
const known = [
  'name',
  'arguments',
  '_meta',
  'uri',
  'cursor',
  'task',
  'taskId',
  'requestState',
  'inputResponses',
  'protocolVersion',
  'capabilities',
  'clientInfo',
  'notifications',
  'ref',
  'argument',
  'context',
  'level',
  'requestId',
  'progressToken',
];
const knownNames = new Set(known);
const knownByFold = new Map(known.map((name) => [foldName(name), name]));
const metaNames = new Set<string>(Object.values(metaKeys));
const metaByFold = new Map<string, string>(Object.values(metaKeys).map((name) => [foldName(name), name]));

/** A string, or a whole number that every reader reads alike. Written otherwise (`1.0`, `1e3`), two ids could meet. */
const wholeNumber = /^(?:0|-?[1-9]\d{0,15})$/;

const methodName = /^[\x21-\x7e]{1,200}$/;

export function readMessage(bytes: Buffer): ClientMessage | Refusal {
  const plain = readPlain(bytes);
  let read: JsonRead | null = null;
  let value = plain?.value;
  if (value === undefined) {
    read = readCallText(bytes);
    const [fault] = read.faults;
    if (fault !== undefined) {
      const code =
        fault.code === 'syntax' || fault.code === 'not-utf-8' ? errorCodes.parse : errorCodes.invalidRequest;
      return refusal(400, code, `The request is not read: ${fault.message}`);
    }
    value = read.root?.value;
  }
  if (Array.isArray(value)) return invalid('Batches are not taken: send one message a request.');
  if (typeof value !== 'object' || value === null) return invalid('A JSON-RPC message is an object.');
  for (const key in value)
    if (!isOfEnvelope(key)) return invalid(`A JSON-RPC message has no member ${quoted(key)}.`);
  if (own(value, 'jsonrpc') !== '2.0') return invalid('The member "jsonrpc" must be "2.0".');

  const id = own(value, 'id');
  // How it is written tells two numbers apart that are one value.
  if (typeof id === 'number' && plain !== null && !plain.wholeOutside) read = readCallText(bytes);
  const common: Common = { ok: true, bytes, value, read };
  if (Object.hasOwn(value, 'result') || Object.hasOwn(value, 'error')) return response(common);
  const method = own(value, 'method');
  if (typeof method !== 'string') return invalid('The member "method" must be a string.');
  if (!methodName.test(method)) return invalid('The name of the method is none.');
  if (id === undefined) {
    const params = paramsOf(value, null);
    if (!params.ok) return params;
    const { value: given, version } = params;
    return { ok: true, bytes, value, read, kind: 'notification', method, params: given, version };
  }
  if (!isId(common, id)) return invalid('The member "id" must be a string or a whole number.');
  const params = paramsOf(value, id);
  if (!params.ok) return params;
  const { value: given, version } = params;
  return { ok: true, bytes, value, read, kind: 'request', id, method, params: given, version };
}

function isOfEnvelope(key: string): boolean {
  switch (key) {
    case 'jsonrpc':
    case 'id':
    case 'method':
    case 'params':
    case 'result':
    case 'error':
      return true;
    default:
      return false;
  }
}

function response(common: Common): ResponseMessage | Refusal {
  const { value } = common;
  if (Object.hasOwn(value, 'method') || Object.hasOwn(value, 'params'))
    return invalid('A message is a request or an answer, not both.');
  if (Object.hasOwn(value, 'result') && Object.hasOwn(value, 'error'))
    return invalid('An answer has a result or an error, not both.');
  const id = own(value, 'id');
  if (!isId(common, id)) return invalid('The member "id" must be a string or a whole number.');
  return { ...common, kind: 'response', id };
}

function isId({ read }: Common, id: Json | undefined): id is RpcId {
  if (typeof id === 'string') return id.length <= 1_000;
  if (typeof id !== 'number' || !Number.isSafeInteger(id)) return false;
  if (read === null) return true;
  const node = read.root?.kind === 'object' ? memberOf(read.root, 'id') : undefined;
  return node !== undefined && wholeNumber.test(read.text.slice(node.start, node.end));
}

/** What stands where: for whoever changes the text, or asks how something is written. */
export function writtenOf(message: Common): { text: string; root: ObjectNode } {
  message.read ??= readCallText(message.bytes);
  const { text, root } = message.read;
  if (root?.kind !== 'object') throw new Error('A message that was read is an object.');
  return { text, root };
}

/** What the reader saw in the arguments of a call. */
export function notesOf({ read }: Common): ArgumentNotes {
  return read === null ? {} : argumentNotes(read, '/params/arguments');
}

type ParamsRead = { ok: true; value: JsonObject; version: string | undefined };

function paramsOf(message: JsonObject, id: RpcId | null): ParamsRead | Refusal {
  const params = own(message, 'params');
  if (params === undefined) return { ok: true, value: {}, version: undefined };
  if (!isObject(params)) return invalid('The member "params" must be an object.', id);
  const odd = misspelt(params, knownNames, knownByFold);
  if (odd !== null)
    return invalid(`The member ${quoted(odd)} of "params" is one name to some and another to others.`, id);
  const meta = own(params, '_meta');
  if (meta === undefined) return { ok: true, value: params, version: undefined };
  if (!isObject(meta)) return invalid('The member "_meta" must be an object.', id);
  const oddMeta = misspelt(meta, metaNames, metaByFold);
  if (oddMeta !== null)
    return invalid(`The member ${quoted(oddMeta)} of "_meta" is one name to some and another to others.`, id);
  const version = own(meta, metaKeys.protocolVersion);
  if (version === undefined) return { ok: true, value: params, version: undefined };
  if (typeof version !== 'string') return invalid('The protocol version in "_meta" must be a string.', id);
  return { ok: true, value: params, version };
}

/** The specified error: whoever asks learns which versions there are. Source: specification 2026-07-28, basic/versioning. */
export function unsupported(requested: string, id: RpcId | null): Refusal {
  const message = 'Unsupported protocol version';
  const data = { supported: [...modernVersions], requested: requested.slice(0, 100) };
  return { ...refusal(400, errorCodes.unsupportedVersion, message, id), data };
}

export function memberOf(node: ObjectNode, name: string): JsonNode | undefined {
  return node.members.find(({ key }) => key === name)?.node;
}

export function own(value: Json | undefined, name: string): Json | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function misspelt(
  value: JsonObject,
  exact: ReadonlySet<string>,
  names: ReadonlyMap<string, string>,
): string | null {
  for (const key in value) {
    if (exact.has(key)) continue;
    const meant = names.get(foldName(key));
    if (meant !== undefined && meant !== key) return key;
  }
  return null;
}

function invalid(message: string, id: RpcId | null = null): Refusal {
  return refusal(400, errorCodes.invalidRequest, message, id);
}

function quoted(key: string): string {
  return JSON.stringify(key.slice(0, 60));
}
