/** POST: one message of a client. */

import { errorCodes } from '@/lib/mcp';
import { errorAnswer, ownCodes } from '../answer';
import {
  baseEntry,
  type MethodRule,
  passesNotification,
  patiently,
  ruleOfMethod,
  StoreFailure,
} from '../decide';
import type { Admission, Receipt } from '../ports';
import {
  type BodyRead,
  type ClientMessage,
  generationOfMessage,
  own,
  type RequestMessage,
  readMessage,
  refusal,
} from '../read';
import { openSession, writeAnswer } from '../relay';
import { openRequest, openResponse } from '../rewrite';
import { type Asking, call } from './call';
import { type Exchange, refuse } from './core';
import { again, forward } from './forward';
import { opensUrls } from './held';
import { enter, type SendOn } from './send-on';

type Session = SendOn['session'];

/** A promise only where something has to be waited for. */
export function handlePost(exchange: Exchange, body: BodyRead, startedMs: number): Promise<void> | void {
  const { req, res, head } = exchange;
  if (!body.ok) {
    if ('gone' in body) res.destroy();
    else refuse(req, res, body);
    return;
  }
  const message = readMessage(body.bytes);
  if (!message.ok) return refuse(req, res, message);
  const spoken = generationOfMessage(message, head.headers);
  if (!spoken.ok) return refuse(req, res, spoken);
  exchange.generation = spoken.generation;

  let session: Session = null;
  if (spoken.generation === 'legacy' && head.sessionId !== undefined) {
    session = sessionOf(exchange, head.sessionId);
    const id = message.kind === 'notification' ? null : message.id;
    if (session === null)
      return refuse(req, res, refusal(404, ownCodes.notYours, 'There is no such session.', id));
  }
  if (message.kind === 'request') return request(exchange, message, session, startedMs);
  return tell(exchange, message, session, startedMs);
}

const openedSession = Symbol('session');

/** A client repeats its session id with each request: the seal is looked at once a connection. */
function sessionOf({ core, owner, head }: Exchange, sealed: string): Session {
  const known = head.kept.get(openedSession) as { grantId: string; session: Session } | undefined;
  if (known?.grantId === owner.grantId) return known.session;
  const session = openSession(core.seal, owner, sealed);
  if (session !== null) head.kept.set(openedSession, { grantId: owner.grantId, session });
  return session;
}

/** Notifications and the client's answers: they end in a status. */
async function tell(
  exchange: Exchange,
  message: Exclude<ClientMessage, RequestMessage>,
  session: Session,
  startedMs: number,
): Promise<void> {
  const { req, res } = exchange;
  if (message.kind === 'notification') {
    // The modern generation has none over HTTP: taken and dropped, as its servers do.
    if (exchange.generation === 'modern') return writeAnswer(res, { status: 202, headers: {}, body: null });
    if (!passesNotification(message.method, exchange.enforcement.grant.may))
      return refuse(req, res, refusal(400, errorCodes.methodNotFound, 'This notification does not pass.'));
  }
  const leave = enter(exchange, null, false);
  if (leave === null) return;
  const { core, owner } = exchange;
  const body = message.kind === 'response' ? openResponse(message, core.seal, owner) : message.bytes;
  await forward(exchange, leave, { body, asked: null, session, startedMs });
}

function request(
  exchange: Exchange,
  message: RequestMessage,
  session: Session,
  startedMs: number,
): Promise<void> | void {
  const { core, req, res, enforcement, owner, generation } = exchange;
  const { id, method } = message;
  const rule = ruleOfMethod(method, generation);
  if (rule === undefined) {
    const status = generation === 'modern' ? 404 : 200;
    return writeAnswer(res, errorAnswer(status, errorCodes.methodNotFound, 'Method not found', id));
  }
  const missing = missingPermission(exchange, message, rule);
  if (missing !== null) {
    const reason = `This client's access does not include ${missing}.`;
    core.ports.record({ ...baseEntry(core.ports, enforcement, message), verdict: 'deny', reason });
    return writeAnswer(res, errorAnswer(200, ownCodes.notGranted, reason, id));
  }
  const opened = openRequest(message, generation, core.seal, owner);
  if (!opened.ok) return refuse(req, res, opened);

  const leave = enter(exchange, id, method === 'subscriptions/listen');
  if (leave === null) return;
  const failed = (cause: unknown): void => {
    leave();
    if (!(cause instanceof StoreFailure)) throw cause;
    core.settings.log(`gateway: ${cause.message}`, cause.cause);
    const told = 'This call could not be judged and recorded, so it was not let on.';
    writeAnswer(res, errorAnswer(503, ownCodes.undecided, told, id));
  };
  const asked: Asking = { message, opened, session, startedMs, leave };
  try {
    return (rule.kind === 'call' ? call(exchange, asked) : other(exchange, asked, rule))?.catch(failed);
  } catch (cause) {
    failed(cause);
  }
}

function missingPermission(
  { enforcement }: Exchange,
  message: RequestMessage,
  rule: MethodRule,
): string | null {
  const { may } = enforcement.grant;
  if (rule.permission !== null && !may.includes(rule.permission)) return rule.permission;
  if (Object.hasOwn(message.params, 'task') && !may.includes('tasks')) return 'tasks';
  if (message.method === 'subscriptions/listen' && !may.includes('resources')) {
    const asked = own(message.params, 'notifications');
    if (own(asked, 'resourceSubscriptions') !== undefined) return 'resources';
  }
  return null;
}

async function other(
  exchange: Exchange,
  { message, opened, session, startedMs, leave }: Asking,
  rule: MethodRule,
): Promise<void> {
  const { req, res } = exchange;
  const { id, method, params } = message;
  let receipt: Receipt | null = null;
  if (rule.kind === 'recorded') {
    receipt = await admitMethod(exchange, message, rule);
    if (receipt === null) {
      leave();
      refuse(req, res, refusal(401, ownCodes.noGrant, 'This token gives no access.', id));
      return;
    }
  }
  const asked = { id, method, name: params.name ?? params.uri };
  const headers: Record<string, string> =
    opened.taskId === null || req.headers['mcp-name'] === undefined
      ? {}
      : { 'mcp-name': encoded(opened.taskId) };
  const clientFlags = method === 'initialize' && opensUrls(params.capabilities) ? 'u' : '';
  const listens = method === 'subscriptions/listen';
  const send = { body: opened.bytes, asked, session, startedMs, receipt, headers, clientFlags, listens };
  await forward(exchange, leave, send);
}

/** Between two attempts on what had moved. */
const pausesMs = [0, 20, 200, 1_000];

/** null: the grant is gone, or no longer gives this method. Throws `StoreFailure` where that cannot be told. */
async function admitMethod(
  exchange: Exchange,
  message: RequestMessage,
  rule: MethodRule,
): Promise<Receipt | null> {
  const { ports, settings } = exchange.core;
  for (const pause of pausesMs) {
    if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
    const { enforcement } = exchange;
    const admission: Admission = {
      entry: baseEntry(ports, enforcement, message),
      epochs: enforcement.epochs,
      policyId: null,
      reservations: [],
      approval: null,
    };
    const admitted = await patiently(
      'the record',
      settings.storeTimeoutMs,
      () => ports.admit(admission),
      (late) => void (late.kind === 'allow' && ports.giveBack(late.receipt).catch(() => {})),
    );
    if (admitted.kind === 'allow') return admitted.receipt;
    if (admitted.kind === 'deny') return null;
    const fresh = await again(exchange);
    if (fresh === null) return null;
    exchange.enforcement = fresh;
    if (missingPermission(exchange, message, rule) !== null) return null;
  }
  throw new StoreFailure('what the request is decided on kept changing', undefined);
}

function encoded(value: string): string {
  return /^[\x21-\x7e]+$/.test(value) ? value : `=?base64?${Buffer.from(value, 'utf8').toString('base64')}?=`;
}
