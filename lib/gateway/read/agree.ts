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
 * Compares each argument for which the reviewed schema declares an `Mcp-Param-*` header with it; where `wanted`, the header
 * must be there. One that no argument answers to says something that was not judged: it stays here. Without a schema there is
 * nothing to compare with. Source: specification 2026-07-28, basic/transports, custom headers from tool parameters.
 */
export function readParamHeaders(
  args: Json | undefined,
  schema: Json | undefined,
  headers: IncomingHttpHeaders,
  wanted: boolean,
): ParamHeaders {
  if (typeof schema !== 'object' || schema === null) return noParams;
  const answered = new Set<string>();
  for (const { header, path } of declarationsIn(schema)) {
    let value: Json | undefined = args;
    for (const segment of path) value = own(value, segment);
    if (value === undefined || value === null) continue;
    const name = `mcp-param-${header.toLowerCase()}`;
    const given = headerOf(headers, name);
    if (given === undefined ? wanted && isMirrored(value) : !isEqual(given, value))
      return { ok: false, header: `Mcp-Param-${header}` };
    answered.add(name);
  }
  const leaveOut = Object.keys(headers).filter(
    (name) => name.startsWith('mcp-param-') && !answered.has(name),
  );
  return leaveOut.length === 0 ? noParams : { ok: true, leaveOut };
}

const noParams: ParamHeaders = { ok: true, leaveOut: [] };

/** What a client can write into a header: no list, no object, no number that a double does not hold. */
function isMirrored(value: Json): boolean {
  if (typeof value !== 'number') return typeof value !== 'object';
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
}

function isEqual(header: string, value: Json): boolean {
  const decoded = decodeHeaderValue(header);
  const numeric = typeof value === 'number' && /^-?\d+(\.\d+)?$/.test(decoded ?? '');
  return numeric ? Number(decoded) === value : decoded === String(value);
}

type Declaration = { header: string; path: readonly string[] };
const known = new WeakMap<object, readonly Declaration[]>();

function declarationsIn(schema: object & Json): readonly Declaration[] {
  let found = known.get(schema);
  if (found === undefined) {
    found = [...declarations(schema, [])];
    known.set(schema, found);
  }
  return found;
}

/** Of a header's name; one that is none was declared for nobody to send. */
const fieldName = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

function* declarations(schema: Json | undefined, path: readonly string[]): Generator<Declaration> {
  const properties = own(schema, 'properties');
  if (path.length > 16 || typeof properties !== 'object' || properties === null || Array.isArray(properties))
    return;
  for (const name of Object.keys(properties)) {
    const property = own(properties, name);
    const header = own(property, 'x-mcp-header');
    if (typeof header === 'string' && fieldName.test(header)) yield { header, path: [...path, name] };
    yield* declarations(property, [...path, name]);
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
    `The header ${header} is missing, or it and the body of the request disagree.`,
    id,
  );
}
