/** What the three transports have in common: ask and be answered, tell, close. */

import { errorCodes, type Json, type JsonObject, plainLine, type RpcMessage } from '@/lib/mcp';

/** `version` is what the handshake came to; undefined during `initialize` itself. */
export type Ask = {
  method: string;
  params: JsonObject;
  version?: string;
};

export type Answer =
  | { ok: true; result: JsonObject }
  | {
      ok: false;
      /** Of HTTP, where it was not 2xx. */
      status?: number;
      /** Of JSON-RPC, where there was such an answer at all. */
      code?: number;
      /** In words, safe to show. */
      message: string;
      data?: Json;
      wwwAuthenticate?: string;
    };

/** Throws `Broken` where the connection itself fails. */
export interface Wire {
  readonly transport: 'streamable-http' | 'sse' | 'stdio';
  ask(question: Ask): Promise<Answer>;
  tell(method: string, version: string): Promise<void>;
  close(): Promise<void>;
}

export function answerOf(
  message: Extract<RpcMessage, { kind: 'result' | 'error' }>,
  status?: number,
): Answer {
  if (message.kind === 'result') return { ok: true, result: message.result };
  return { ok: false, status, code: message.code, message: plainLine(message.message), data: message.data };
}

/** A server may ask its client something too. Nothing is offered here but an answer to a ping. */
export function replyTo(request: Extract<RpcMessage, { kind: 'request' }>): JsonObject {
  const head = { jsonrpc: '2.0', id: request.id };
  if (request.method === 'ping') return { ...head, result: {} };
  return { ...head, error: { code: errorCodes.methodNotFound, message: 'Method not found' } };
}

/** undefined where it is no JSON. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
