/** JSON-RPC envelopes, read loosely: what peers add is kept, what they leave out is told. */

import * as z from 'zod';
import { isObject, type Json, type JsonObject } from '@/lib/json';

export const RpcId = z.union([z.string(), z.number()]);
export type RpcId = z.infer<typeof RpcId>;

const RpcRequest = z.looseObject({
  jsonrpc: z.literal('2.0'),
  id: RpcId,
  method: z.string(),
  params: z.unknown().optional(),
});
const RpcNotification = z.looseObject({
  jsonrpc: z.literal('2.0'),
  method: z.string(),
  params: z.unknown().optional(),
});
const RpcFault = z.looseObject({
  code: z.number(),
  message: z.string().catch(''),
  data: z.unknown().optional(),
});

export type RpcMessage =
  | { kind: 'request'; id: RpcId; method: string; params?: Json }
  | { kind: 'notification'; method: string; params?: Json }
  | { kind: 'result'; id: RpcId; result: JsonObject }
  | { kind: 'error'; id: RpcId | null; code: number; message: string; data?: Json };

/** undefined: no JSON-RPC message. An error without an id is one; a result that is no object is none. */
export function readMessage(value: Json): RpcMessage | undefined {
  if (!isObject(value)) return undefined;
  const id = RpcId.safeParse(value.id);
  if (Object.hasOwn(value, 'error')) {
    const fault = RpcFault.safeParse(value.error);
    if (!fault.success) return undefined;
    const { code, message, data } = fault.data;
    return { kind: 'error', id: id.success ? id.data : null, code, message, data: data as Json | undefined };
  }
  if (Object.hasOwn(value, 'result')) {
    if (!id.success || !isObject(value.result)) return undefined;
    return { kind: 'result', id: id.data, result: value.result };
  }
  const request = RpcRequest.safeParse(value);
  if (request.success) {
    return { kind: 'request', id: request.data.id, method: request.data.method, params: value.params };
  }
  const notification = RpcNotification.safeParse(value);
  if (!notification.success || Object.hasOwn(value, 'id')) return undefined;
  return { kind: 'notification', method: notification.data.method, params: value.params };
}

/** JSON-RPC and MCP error codes. Source: JSON-RPC 2.0 section 5.1; specification 2026-07-28, basic. */
export const errorCodes = {
  parse: -32700,
  invalidRequest: -32600,
  methodNotFound: -32601,
  invalidParams: -32602,
  internal: -32603,
  headerMismatch: -32020,
  missingCapability: -32021,
  unsupportedVersion: -32022,
  /** Legacy only; gone in the modern generation. */
  resourceNotFound: -32002,
  urlElicitationRequired: -32042,
} as const;
