/** POST: one message of a client. */

import { errorCodes } from '@/lib/mcp';
import { deniedAnswer, errorAnswer, hiddenAnswer, ownCodes } from '../answer';
import {
  admitCall,
  barredEntry,
  baseEntry,
  type JudgedCall,
  type MethodRule,
  passesNotification,
  patiently,
  readCall,
  ruleOfMethod,
  StoreFailure,
} from '../decide';
import type { Admission, Receipt, UpstreamConnection } from '../ports';
import {
  type BodyRead,
  type ClientMessage,
  generationOfMessage,
  mismatch,
  own,
  type ParamHeaders,
  type RequestMessage,
  readMessage,
  readParamHeaders,
  refusal,
} from '../read';
import { openSession, writeAnswer } from '../relay';
import { type OpenedRequest, openRequest, openResponse } from '../rewrite';
import { connectionOf, type Exchange, refuse } from './core';
import { answerHeld, faultOfState, opensUrls } from './held';
import { enter, type SendOn, sendOn } from './send-on';
import { watch } from './watch';

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
  const spoken = generationOfMessage(message, req.headers);
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
  const going =
    rule.kind === 'call'
      ? call(exchange, message, opened, session, startedMs, leave)
      : other(exchange, message, opened, rule, session, startedMs, leave);
  return going.catch((cause: unknown) => {
    leave();
    if (!(cause instanceof StoreFailure)) throw cause;
    core.settings.log(`gateway: ${cause.message}`, cause.cause);
    const told = 'This call could not be judged and recorded, so it was not let on.';
    writeAnswer(res, errorAnswer(503, ownCodes.undecided, told, id));
  });
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

const noParams: ParamHeaders = { ok: true, leaveOut: [] };

async function call(
  exchange: Exchange,
  message: RequestMessage,
  opened: OpenedRequest,
  session: Session,
  startedMs: number,
  leave: () => void,
): Promise<void> {
  const { core, req, res, enforcement, generation, head } = exchange;
  const { id } = message;
  const judged: JudgedCall | null = readCall(message);
  if (judged === null) {
    leave();
    return writeAnswer(res, errorAnswer(200, errorCodes.invalidParams, 'The call names no tool.', id));
  }
  const schema = enforcement.tool(judged.tool);
  const isModern = generation === 'modern';
  const params =
    isModern || head.hasParams
      ? readParamHeaders(
          judged.args,
          schema.state === 'reviewed' ? schema.schema : undefined,
          req.headers,
          isModern,
        )
      : noParams;
  const stateFault =
    opened.approvalState === null
      ? null
      : faultOfState(opened.approvalState, judged, message, core.ports.nowMs());
  const fault = stateFault ?? (params.ok ? null : mismatch(params.header, id));
  if (fault !== null) {
    leave();
    return refuse(req, res, fault);
  }
  // Before the record: a server that cannot be reached uses up no quota.
  const connecting = connectionOf(exchange);
  const found = connecting instanceof Promise ? await connecting : connecting;
  if (!found.ok) {
    leave();
    if (found.barred !== null)
      core.ports.record(barredEntry(core.ports, enforcement, message, judged, found.barred));
    return writeAnswer(res, found.answer(id));
  }
  const { ports, settings } = core;
  const deciding = { ports, storeTimeoutMs: settings.storeTimeoutMs, again: () => again(exchange) };
  const verdict = await admitCall(deciding, enforcement, message, judged);
  if (verdict.kind === 'allow') {
    exchange.enforcement = verdict.enforcement;
    // Decided again on other settings: the server may have moved meanwhile.
    const moved = verdict.enforcement.epochs.server !== enforcement.epochs.server;
    const leaveOut = params.ok ? params.leaveOut : [];
    const asked = { id, method: message.method, name: message.params.name };
    return forward(exchange, leave, {
      body: opened.bytes,
      asked,
      session,
      startedMs,
      leaveOut,
      receipt: verdict.receipt,
      ...(moved ? {} : { connection: found.connection }),
    });
  }
  leave();
  switch (verdict.kind) {
    case 'deny':
      return writeAnswer(res, deniedAnswer(id, verdict.decision, verdict.recordId, generation));
    case 'hidden':
      return writeAnswer(res, hiddenAnswer(id, judged.tool));
    case 'held': {
      const asked = opened.approvalState !== null;
      return writeAnswer(res, answerHeld(exchange, message, verdict, asked, session?.flags ?? ''));
    }
    case 'no-grant':
      return refuse(req, res, refusal(401, ownCodes.noGrant, 'This token gives no access.', id));
  }
  return verdict satisfies never;
}

async function other(
  exchange: Exchange,
  message: RequestMessage,
  opened: OpenedRequest,
  rule: MethodRule,
  session: Session,
  startedMs: number,
  leave: () => void,
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

type Forward = Pick<SendOn, 'body' | 'asked' | 'session' | 'startedMs'> & Partial<SendOn>;

function forward(exchange: Exchange, leave: () => void, given: Forward): Promise<void> | void {
  const { connection } = given;
  return connection === undefined
    ? connectAndForward(exchange, leave, given)
    : forwardTo(exchange, leave, given, connection);
}

async function connectAndForward(exchange: Exchange, leave: () => void, given: Forward): Promise<void> {
  const found = await connectionOf(exchange);
  if (found.ok) return forwardTo(exchange, leave, given, found.connection);
  leave();
  unsent(exchange, given, 'The server cannot be reached.');
  writeAnswer(exchange.res, found.answer(given.asked?.id ?? null));
}

function forwardTo(
  exchange: Exchange,
  leave: () => void,
  given: Forward,
  connection: UpstreamConnection,
): void {
  const { res, generation, head } = exchange;
  if (res.destroyed && generation === 'modern') {
    // The client went away before a byte was sent.
    leave();
    unsent(exchange, given, 'The client went away.');
    return;
  }
  const send: SendOn = {
    method: head.method,
    listens: false,
    lastEventId: null,
    leaveOut: [],
    clientFlags: '',
    receipt: null,
    ...given,
    connection,
    leave,
  };
  const relay = sendOn(exchange, send);
  if (send.listens && send.asked !== null) watch(exchange, relay, send.asked.id);
}

/** What was recorded and counted, and then no byte of it was sent. */
function unsent({ core }: Exchange, { receipt, startedMs }: Forward, error: string): void {
  if (!receipt) return;
  const latencyMs = Math.max(0, performance.now() - startedMs);
  core.ports.outcome(receipt, {
    status: 'not_sent',
    httpStatus: null,
    latencyMs,
    requestBytes: 0,
    responseBytes: 0,
    error,
  });
  core.ports
    .giveBack(receipt)
    .catch((cause: unknown) => core.settings.log('gateway: units were not given back', cause));
}

/** What holds now; null where the grant is gone. */
function again({ core, token, head }: Exchange) {
  return patiently('the grant', core.settings.storeTimeoutMs, () =>
    core.ports.enforcement(token, head.serverId),
  );
}

function encoded(value: string): string {
  return /^[\x21-\x7e]+$/.test(value) ? value : `=?base64?${Buffer.from(value, 'utf8').toString('base64')}?=`;
}
