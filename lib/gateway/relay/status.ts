/** What a server's HTTP error becomes. Its credentials are ours, so its 401 is never the client's. */

import type { IncomingHttpHeaders } from 'node:http';
import { type Answer, errorAnswer, ownCodes } from '../answer';
import { parseServerMessage } from '../parsed';
import type { OutcomeStatus } from '../ports';
import type { Asked } from './context';

export type PassedError = { answer: Answer; status: OutcomeStatus; error: string };

/** `told`: what there is to say of refused credentials. */
export function passError(
  status: number,
  headers: IncomingHttpHeaders,
  body: string,
  asked: Asked | null,
  told: string | null,
): PassedError {
  const id = asked?.id ?? null;
  const own = (
    http: number,
    code: number,
    message: string,
    more: Record<string, string> = {},
  ): PassedError => ({
    answer: errorAnswer(http, code, message, id, { headers: more }),
    status: 'broken',
    error: message,
  });
  if (status === 401 || status === 403)
    return own(502, ownCodes.broken, told ?? 'The server refuses the credentials that it was given.');
  if (status === 429) {
    const after = headers['retry-after'];
    const more: Record<string, string> = typeof after === 'string' ? { 'retry-after': after } : {};
    return own(429, ownCodes.overloaded, 'The server says that it is asked too often.', more);
  }
  if (status >= 500) return own(502, ownCodes.broken, `The server failed with status ${status}.`);
  if (status < 400)
    return own(502, ownCodes.broken, `The server answered with status ${status}, which is no answer.`);

  const message = parseServerMessage(body);
  if (message?.kind === 'error' && (message.id === null || message.id === id)) {
    const passed: Record<string, string> = {
      'content-type': 'application/json',
      'cache-control': 'no-store',
    };
    return {
      answer: { status, headers: passed, body },
      status: 'rpc_error',
      error: `The server refused with status ${status}.`,
    };
  }
  // A session that ended (404) and a stream that there is none of (405) are part of the protocol.
  const refused = `The server refused with status ${status}.`;
  const answer = errorAnswer(status, status === 404 ? ownCodes.notYours : ownCodes.broken, refused, id);
  return { answer, status: 'rpc_error', error: refused };
}
