/** GET and DELETE: the legacy generation's stream of a session, and its end. */

import { errorCodes, generationOf } from '@/lib/mcp';
import { ownCodes } from '../answer';
import { refusal, unsupported } from '../read';
import { openSession, writeAnswer } from '../relay';
import { connectionOf, type Exchange, refuse } from './core';
import { enter, sendOn } from './send-on';
import { watch } from './watch';

export async function handleStream(exchange: Exchange): Promise<void> {
  const { core, req, res, head, owner } = exchange;
  const startedMs = performance.now();
  const { protocolVersion, sessionId, lastEventId } = head;
  const generation = protocolVersion === undefined ? 'legacy' : generationOf(protocolVersion);
  if (generation === undefined) return refuse(req, res, unsupported(protocolVersion ?? '', null));
  if (generation === 'modern')
    return refuse(
      req,
      res,
      refusal(405, errorCodes.invalidRequest, 'This protocol version speaks POST alone.'),
    );

  const session = sessionId === undefined ? null : openSession(core.seal, owner, sessionId);
  if (sessionId !== undefined && session === null)
    return refuse(req, res, refusal(404, ownCodes.notYours, 'There is no such session.'));
  if (head.method === 'DELETE' && session === null)
    return refuse(req, res, refusal(400, errorCodes.invalidRequest, 'A session ends by its id.'));
  const event =
    lastEventId === undefined ? null : core.seal.open('event', owner, lastEventId, session?.session ?? '');
  if (lastEventId !== undefined && event === null)
    return refuse(req, res, refusal(404, ownCodes.notYours, 'This event was not sent to this session.'));

  const listens = head.method === 'GET';
  const leave = enter(exchange, null, listens);
  if (leave === null) return;
  const found = await connectionOf(exchange);
  if (!found.ok) {
    leave();
    return writeAnswer(res, found.answer(null));
  }
  const relay = sendOn(exchange, {
    method: head.method,
    connection: found.connection,
    body: null,
    asked: null,
    listens,
    session,
    lastEventId: event,
    leaveOut: [],
    clientFlags: '',
    receipt: null,
    startedMs,
    leave,
  });
  if (listens) watch(exchange, relay, null, session?.flags.includes('l') === true);
}
