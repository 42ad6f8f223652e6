/** Which generation a request speaks, and whether its headers say what its body says. */

import type { IncomingHttpHeaders } from 'node:http';
import type { Json } from '@/lib/json';
import { errorCodes, type Generation, generationOf, metaKeys, type RpcId } from '@/lib/mcp';
import type { ClientMessage, RequestMessage } from './message';
import { own, unsupported } from './message';
import { type Refusal, refusal } from './refusal';

export type Spoken = { ok: true; generation: Generation };

/** Never decides by the headers alone: where they and the body disagree, nothing passes. */
export function generationOfMessage(message: ClientMessage, headers: IncomingHttpHeaders): Spoken | Refusal {
  const header = headerOf(headers, 'mcp-protocol-version');
  const id = message.kind === 'notification' ? null : message.id;
  const byHeader = header === undefined ? undefined : generationOf(header);
  const unknown = header !== undefined && byHeader === undefined;
  if (message.kind === 'response') {
    if (unknown) return unsupported(header, id);
    if (byHeader !== 'modern') return { ok: true, generation: 'legacy' };
    return refusal(400, errorCodes.invalidRequest, 'This protocol version knows no answers of clients.', id);
  }
  if (message.version === undefined) {
    if (unknown) return unsupported(header, id);
    if (byHeader !== 'modern') return { ok: true, generation: 'legacy' };
    if (message.kind === 'notification') return { ok: true, generation: 'modern' };
    const missing = own(message.params, '_meta') === undefined ? '_meta' : metaKeys.protocolVersion;
    return {
      ...refusal(
        400,
        errorCodes.invalidParams,
        `The header names version ${header}, but ${missing} is missing.`,
        id,
      ),
      data: { envelope: { missing: [missing] } },
    };
  }
  // Source: specification 2026-07-28, basic/transports: two versions are a mismatch, also where one is unknown.
  if (header !== undefined && header !== message.version) return mismatch('MCP-Protocol-Version', id);
  if (generationOf(message.version) !== 'modern') return unsupported(message.version, id);
  if (header === undefined && message.kind === 'request') return mismatch('MCP-Protocol-Version', id);
  if (message.kind === 'request') {
    const faulty = firstMismatch(message, headers);
    if (faulty !== null) return mismatch(faulty, id);
  }
  return { ok: true, generation: 'modern' };
}

/** Source: specification 2026-07-28, basic/transports, standard request headers. */
function firstMismatch(message: RequestMessage, headers: IncomingHttpHeaders): string | null {
  if (headerOf(headers, 'mcp-method') !== message.method) return 'Mcp-Method';
  const named = nameSource(message);
  const header = headerOf(headers, 'mcp-name');
  if (named === undefined) return null;
  if (header === undefined) return named === null ? null : 'Mcp-Name';
  return decodeHeaderValue(header) === named ? null : 'Mcp-Name';
}

/** What `Mcp-Name` repeats; null where the body names nothing, undefined where the method has no such header. */
function nameSource({ method, params }: RequestMessage): string | null | undefined {
  const field = nameFields.get(method);
  if (field === undefined) return undefined;
  const value = own(params, field);
  return typeof value === 'string' ? value : null;
}
const nameFields = new Map([
  ['tools/call', 'name'],
  ['prompts/get', 'name'],
  ['resources/read', 'uri'],
  ['tasks/get', 'taskId'],
  ['tasks/update', 'taskId'],
  ['tasks/cancel', 'taskId'],
]);

/** What of the `Mcp-Param-*` headers may go on: a header that disagrees with its argument, or those to leave out. */
export type ParamHeaders = { ok: true; leaveOut: readonly string[] } | { ok: false; header: string };

/**
 * Compares each `Mcp-Param-*` header with the argument that the reviewed schema declares it for. One that no argument
 * answers to says something that was not judged: it stays here. Without a schema there is nothing to compare with.
 */
export function readParamHeaders(
  args: Json | undefined,
  schema: Json | undefined,
  headers: IncomingHttpHeaders,
): ParamHeaders {
  const leaveOut: string[] = [];
  let declared: Map<string, string[]> | undefined;
  for (const name in headers) {
    if (!name.startsWith('mcp-param-') || schema === undefined) continue;
    if (declared === undefined) {
      declared = new Map();
      declarations(schema, [], declared, 0);
    }
    const path = declared.get(name.slice('mcp-param-'.length));
    let value: Json | undefined = path === undefined ? undefined : args;
    for (const segment of path ?? []) value = own(value, segment);
    if (value === undefined || value === null) {
      leaveOut.push(name);
      continue;
    }
    const decoded = decodeHeaderValue(headerOf(headers, name) ?? '');
    const numeric = typeof value === 'number' && /^-?\d+(\.\d+)?$/.test(decoded ?? '');
    if (numeric ? Number(decoded) !== value : decoded !== String(value)) return { ok: false, header: name };
  }
  return { ok: true, leaveOut };
}

function declarations(
  schema: Json | undefined,
  path: string[],
  into: Map<string, string[]>,
  depth: number,
): void {
  const properties = own(schema, 'properties');
  if (depth > 16 || typeof properties !== 'object' || properties === null || Array.isArray(properties))
    return;
  for (const name of Object.keys(properties)) {
    const property = own(properties, name);
    const header = own(property, 'x-mcp-header');
    if (typeof header === 'string') into.set(header.toLowerCase(), [...path, name]);
    declarations(property, [...path, name], into, depth + 1);
  }
}

const sentinel = /^=\?base64\?((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)\?=$/;

/** undefined for a value that claims to be encoded and is not. */
export function decodeHeaderValue(value: string): string | undefined {
  const trimmed = value.replace(/^[\t ]+|[\t ]+$/g, '');
  if (!trimmed.startsWith('=?base64?') || !trimmed.endsWith('?=')) return trimmed;
  const encoded = sentinel.exec(trimmed)?.[1];
  if (encoded === undefined) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(encoded, 'base64'));
  } catch {
    return undefined;
  }
}

function headerOf(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

export function mismatch(header: string, id: RpcId | null): Refusal {
  return refusal(
    400,
    errorCodes.headerMismatch,
    `The header ${header} and the body of the request disagree.`,
    id,
  );
}
