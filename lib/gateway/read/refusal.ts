/** Why a request is refused before anything is decided on it. */

import type { Json } from '@/lib/json';
import type { RpcId } from '@/lib/mcp';

/** `status` is HTTP's. `code` is JSON-RPC's own, or the specification's where it names one. The sentence is shown. */
export type Refusal = {
  ok: false;
  status: number;
  code: number;
  message: string;
  /** null where the request's id could not be read. */
  id: RpcId | null;
  data?: Json;
};

export function refusal(status: number, code: number, message: string, id: RpcId | null = null): Refusal {
  return { ok: false, status, code, message, id };
}
