/** A call of a tool: judged, recorded and sent on, or answered here. */

import type { Json } from '@/lib/json';
import { errorCodes } from '@/lib/mcp';
import { deniedAnswer, errorAnswer, hiddenAnswer, ownCodes } from '../answer';
import { admitCall, barredEntry, type CallVerdict, type JudgedCall, readCall } from '../decide';
import type { Enforcement, UpstreamConnection } from '../ports';
import { mismatch, type ParamHeaders, type RequestMessage, readParamHeaders, refusal } from '../read';
import { writeAnswer } from '../relay';
import type { OpenedRequest } from '../rewrite';
import { type Connected, connectionOf, type Exchange, refuse } from './core';
import { again, forward, forwardTo } from './forward';
import { answerHeld, faultOfState } from './held';
import type { SendOn } from './send-on';

/** A request that is in the bounds of what may be under way: whoever answers it leaves them. */
export type Asking = {
  message: RequestMessage;
  opened: OpenedRequest;
  session: SendOn['session'];
  startedMs: number;
  leave: () => void;
};

const noParams: ParamHeaders = { ok: true, leaveOut: [] };

export function call(exchange: Exchange, asking: Asking): Promise<void> | void {
  const { core, req, res, enforcement, generation, head } = exchange;
  const { message, opened, leave } = asking;
  const { id } = message;
  const judged: JudgedCall | null = readCall(message);
  if (judged === null) {
    leave();
    return writeAnswer(res, errorAnswer(200, errorCodes.invalidParams, 'The call names no tool.', id));
  }
  const isModern = generation === 'modern';
  const params =
    isModern || head.hasParams
      ? readParamHeaders(judged.args, reviewedSchema(enforcement, judged.tool), head.headers, isModern)
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
  const leaveOut = params.ok ? params.leaveOut : [];
  return connecting instanceof Promise
    ? connecting.then((found) => decideCall(exchange, asking, judged, leaveOut, found))
    : decideCall(exchange, asking, judged, leaveOut, connecting);
}

function reviewedSchema(enforcement: Enforcement, name: string): Json | undefined {
  const tool = enforcement.tool(name);
  return tool.state === 'reviewed' ? tool.schema : undefined;
}

function decideCall(
  exchange: Exchange,
  asking: Asking,
  judged: JudgedCall,
  leaveOut: readonly string[],
  found: Connected,
): Promise<void> | void {
  const { core, res, enforcement } = exchange;
  const { message, leave } = asking;
  if (!found.ok) {
    leave();
    if (found.barred !== null)
      core.ports.record(barredEntry(core.ports, enforcement, message, judged, found.barred));
    return writeAnswer(res, found.answer(message.id));
  }
  const { ports, settings } = core;
  const deciding = { ports, storeTimeoutMs: settings.storeTimeoutMs, again: () => again(exchange) };
  const verdict = admitCall(deciding, enforcement, message, judged);
  const act = (decided: CallVerdict) => actOn(exchange, asking, judged, leaveOut, found.connection, decided);
  return verdict instanceof Promise ? verdict.then(act) : act(verdict);
}

function actOn(
  exchange: Exchange,
  asking: Asking,
  judged: JudgedCall,
  leaveOut: readonly string[],
  connection: UpstreamConnection,
  verdict: CallVerdict,
): Promise<void> | void {
  const { req, res, enforcement, generation } = exchange;
  const { message, opened, session, startedMs, leave } = asking;
  const { id } = message;
  if (verdict.kind === 'allow') {
    exchange.enforcement = verdict.enforcement;
    const { receipt } = verdict;
    const asked = { id, method: message.method, name: message.params.name };
    const given = { body: opened.bytes, asked, session, startedMs, leaveOut, receipt };
    // Decided again on other settings: the server may have moved meanwhile.
    const moved = verdict.enforcement.epochs.server !== enforcement.epochs.server;
    return moved ? forward(exchange, leave, given) : forwardTo(exchange, leave, given, connection);
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
