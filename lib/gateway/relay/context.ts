import { hash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Json } from '@/lib/json';
import { definitionDigestInput, type Generation, type RpcId } from '@/lib/mcp';
import { isHiddenTool } from '../decide';
import type { EnforcedTool, Enforcement, OutcomeStatus } from '../ports';
import { type AnswerRules, placeOf } from '../rewrite';
import type { Owner, Seal } from '../seal';

/** The request that an answer is to; null for notifications, for answers of the client's, GET and DELETE. */
export type Asked = { id: RpcId; method: string; name: unknown };

/** `status`: how it ended. The rest is for the record: no word of the server's is in it. */
export type Ended = {
  status: OutcomeStatus;
  httpStatus: number | null;
  responseBytes: number;
  error: string | null;
  /** Whether the server works, for its breaker; null where this says nothing about it. */
  works: boolean | null;
};

export interface RelayContext {
  readonly res: ServerResponse;
  readonly generation: Generation;
  readonly asked: Asked | null;
  /** A stream that the client opened to listen: it ends with its client. */
  readonly listens: boolean;
  /** What holds now: a listening stream outlives a policy. */
  readonly enforcement: Enforcement;
  readonly seal: Seal;
  readonly owner: Owner;
  /** The server's own session id. */
  readonly session: string | null;
  /** What the client's capabilities are remembered by: see `sessionFlags`. */
  readonly clientFlags: string;
  readonly settings: { readonly maxAnswerBytes: number; readonly maxTtlMs: number };
  nowMs(): number;
  /** Answers a request of the server's that does not get to the client. */
  reply(message: string): void;
  /** The server says that its tools are others. */
  toolsChanged(): void;
  /** The server refused the credentials that it was given: see `UpstreamConnection.refused`. */
  refused(status: 401 | 403, challenge: string | undefined): string | null;
  /** Exactly once. */
  finished(ended: Ended): void;
}

export function rulesOf(context: RelayContext): AnswerRules {
  const { generation, asked, enforcement, seal, owner } = context;
  const nowMs = context.nowMs();
  const place = asked === null ? '' : placeOf(asked.method, asked.name);
  let heard = false;
  return {
    generation,
    hides: (tool) => isHiddenTool(tool, enforcement, nowMs),
    offered: (tool, definition) => {
      if (heard || !isOtherThanReviewed(enforcement.tool(tool), definition)) return;
      heard = true;
      context.toolsChanged();
    },
    may: enforcement.grant.may,
    close: (kind, value) => seal.close(kind, owner, value, kind === 'state' ? place : ''),
    maxTtlMs: context.settings.maxTtlMs,
  };
}

/** What the server offers now is not what a person reviewed, and nobody has noticed yet. */
function isOtherThanReviewed({ state, digest }: EnforcedTool, definition: Json): boolean {
  return state === 'reviewed' && digest !== hash('sha256', definitionDigestInput(definition));
}

/** A session id as the client gets it: flags, then the server's own, sealed. `l`: listChanged declared; `u`: the client opens URLs. */
export function sealSession(seal: Seal, owner: Owner, flags: string, session: string): string {
  return seal.close('session', owner, `${flags}:${session}`);
}

export function openSession(
  seal: Seal,
  owner: Owner,
  sealed: string,
): { flags: string; session: string } | null {
  const value = seal.open('session', owner, sealed);
  const colon = value?.indexOf(':') ?? -1;
  return value === null || colon < 0
    ? null
    : { flags: value.slice(0, colon), session: value.slice(colon + 1) };
}
