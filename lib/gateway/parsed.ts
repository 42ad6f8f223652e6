/** A server's message, read as clients read it: what it is, and what it says about the call. */

import type { Json, JsonObject } from '@/lib/json';
import type { RpcId } from '@/lib/mcp';

export type ServerMessage =
  | { kind: 'result'; id: RpcId; result: JsonObject }
  | { kind: 'error'; id: RpcId | null }
  | { kind: 'request'; id: RpcId; method: string }
  | { kind: 'notification'; method: string };

/** null for everything that is no single JSON-RPC message. */
export function parseServerMessage(text: string): ServerMessage | null {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return null;
  }
  if (!isObject(value) || value.jsonrpc !== '2.0') return null;
  const { id, method } = value;
  const hasId = typeof id === 'string' || typeof id === 'number';
  if (typeof method === 'string') {
    if (Object.hasOwn(value, 'result') || Object.hasOwn(value, 'error')) return null;
    if (!Object.hasOwn(value, 'id')) return { kind: 'notification', method };
    return hasId ? { kind: 'request', id, method } : null;
  }
  if (Object.hasOwn(value, 'method')) return null;
  if (Object.hasOwn(value, 'error')) {
    if (Object.hasOwn(value, 'result')) return null;
    return isObject(value.error) ? { kind: 'error', id: hasId ? id : null } : null;
  }
  return hasId && isObject(value.result) ? { kind: 'result', id, result: value.result } : null;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
